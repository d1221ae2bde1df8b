// Reads the data blocks that geomap/maps/blocks.py writes; its docstring is the format's description.

/** Whole numbers take one, two or four bytes, as their column needs. */
export type Whole = Int8Array | Int16Array | Int32Array;
export type Codes = Uint8Array | Uint16Array | Uint32Array;
export type Numbers = Whole | Codes | Float32Array;

interface Column {
  name: string;
  type: keyof typeof ARRAYS | "text" | "dictionary";
  start: number;
  bytes: number;
  delta?: boolean;
  words?: number;
  split?: number;
  indexes?: "u8" | "u16" | "u32";
}

const ARRAYS = {
  i8: Int8Array, i16: Int16Array, i32: Int32Array, u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array,
};

/** Bytes that are unpacked at one go: some ten milliseconds. */
const PORTION = 1 << 19;

/** The bytes of a gzip block that stands in the page as base64. The element is emptied: its text is not needed twice. */
export async function readElement(identifier: string): Promise<Uint8Array<ArrayBuffer>> {
  const element = document.getElementById(identifier);
  if (!element) throw new Error(`the data block ${identifier} is missing`);
  const packed = fromBase64(element.textContent ?? "");
  element.remove();
  const { readable, writable } = new DecompressionStream("gzip");
  const [bytes] = await Promise.all([collect(readable, unpackedSize(packed)), feed(packed, writable)]);
  return bytes;
}

type Decoder = typeof Uint8Array & { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  // Browsers have it since 2025; it is several times faster.
  const decoder = Uint8Array as Decoder;
  if (decoder.fromBase64) return decoder.fromBase64(text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < characters.length; i += 1) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/** The last four bytes of gzip say how long its content is. */
function unpackedSize(packed: Uint8Array<ArrayBuffer>): number {
  return new DataView(packed.buffer).getUint32(packed.length - 4, true);
}

/** Hand over the bytes portion by portion, with room in between for whatever the reader does. */
async function feed(packed: Uint8Array<ArrayBuffer>, writable: WritableStream<BufferSource>): Promise<void> {
  const writer = writable.getWriter();
  for (let at = 0; at < packed.length; at += PORTION) {
    if (at > 0) await pause();
    await writer.write(packed.subarray(at, at + PORTION));
  }
  await writer.close();
}

/** Lets the browser do what waits; a timer would sleep for long in a tab that is not looked at. */
export function pause(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

async function collect(readable: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  const reader = readable.getReader();
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes.set(part.value, at);
    at += part.value.length;
  }
  return bytes;
}

/** One table of a block; columns are decoded when they are first asked for. */
export class Table {
  private readonly cache = new Map<string, unknown>();

  constructor(
    readonly rows: number,
    private readonly columns: Column[],
    private readonly data: Uint8Array<ArrayBuffer>,
  ) {}

  numbers<T extends Numbers>(name: string): T {
    return this.once(name, (column) => {
      const kind = ARRAYS[column.type as keyof typeof ARRAYS];
      const begin = this.data.byteOffset + column.start;
      const values = new kind(this.data.buffer, begin, column.bytes / kind.BYTES_PER_ELEMENT);
      if (!column.delta) return values;
      const sums = new kind(values.length);
      let sum = 0;
      for (let i = 0; i < values.length; i += 1) {
        sum = (sum + values[i]!) | 0;
        sums[i] = sum;
      }
      return sums;
    }) as T;
  }

  /** The text of every row, "" where it is missing. */
  texts(name: string): string[] {
    return this.once(name, (column) => {
      const section = this.data.subarray(column.start, column.start + column.bytes);
      if (column.type === "text") return decode(section).split("\0");
      const words = decode(section.subarray(0, column.split)).replace(/\0+$/, "").split("\0");
      const indexes = new ARRAYS[column.indexes!](this.data.buffer, section.byteOffset + column.split!, this.rows);
      return Array.from(indexes, (index) => words[index] ?? "");
    });
  }

  private once<T>(name: string, make: (column: Column) => T): T {
    if (!this.cache.has(name)) {
      const column = this.columns.find((one) => one.name === name);
      if (!column) throw new Error(`the data has no column ${name}`);
      this.cache.set(name, make(column));
    }
    return this.cache.get(name) as T;
  }
}

export interface Block<Meta> {
  meta: Meta;
  tables: Record<string, Table>;
}

export async function readBlock<Meta>(identifier: string): Promise<Block<Meta>> {
  const bytes = await readElement(identifier);
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const head = JSON.parse(decode(bytes.subarray(4, 4 + length))) as {
    meta: Meta;
    tables: Record<string, { rows: number; columns: Column[] }>;
  };
  const data = bytes.subarray(4 + length);
  const tables = Object.fromEntries(
    Object.entries(head.tables).map(([name, one]) => [name, new Table(one.rows, one.columns, data)]),
  );
  return { meta: head.meta, tables };
}

export function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
