// Reads the data blocks that geomap/maps/blocks.py writes; its docstring is the format's description.

export type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array;

interface Column {
  name: string;
  type: "i32" | "u32" | "u16" | "u8" | "f32" | "text" | "dictionary";
  start: number;
  bytes: number;
  delta?: boolean;
  words?: number;
  split?: number;
}

const ARRAYS = { i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array, f32: Float32Array };

/** The bytes of a gzip block that stands in the page as base64. The element is emptied: its text is not needed twice. */
export async function readElement(identifier: string): Promise<Uint8Array<ArrayBuffer>> {
  const element = document.getElementById(identifier);
  if (!element) throw new Error(`the data block ${identifier} is missing`);
  const text = atob(element.textContent ?? "");
  element.remove();
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
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
      const indexes = new Uint32Array(this.data.buffer, section.byteOffset + column.split!, this.rows);
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
