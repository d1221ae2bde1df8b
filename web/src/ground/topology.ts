// Reads a base map: the packed topology of web/basemap.mjs, or GeoJSON that somebody brought along.
import { decode, readElement } from "../blocks";
import { worldX, worldY } from "../incidents";

/** A line or ring in world units (0 to 1), x and y in turn, with the box it lies in. */
export interface Shape {
  path: Path2D;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Country {
  codes: string[];
  name: string;
  /** Label point in world units. */
  x: number;
  y: number;
  /** Square degrees. */
  area: number;
  shapes: Shape[];
}

export interface Ground {
  countries: Country[];
  borders: Shape[];
  disputed: Shape[];
  coast: Shape[];
  lakes: Shape[];
  rivers: Shape[];
}

type Points = Float64Array;

interface Topology {
  arcLengths: number[];
  transform: { scale: [number, number]; translate: [number, number] };
  objects: Record<string, Geometry>;
}

interface Geometry {
  type: string;
  arcs?: unknown;
  geometries?: Geometry[];
  id?: string;
  properties?: { name: string; label: [number, number] | null; area: number; claimants?: string[] };
}

export async function readWorld(identifier: string): Promise<Ground> {
  const bytes = await readElement(identifier);
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const topology = JSON.parse(decode(bytes.subarray(4, 4 + length))) as Topology;
  const arcs = readArcs(bytes.subarray(4 + length), topology);
  for (const object of Object.values(topology.objects)) fromDifferences(object);
  const lines = (name: string): Shape[] =>
    (topology.objects[name]?.arcs as number[][] | undefined ?? []).map((line) => asShape([join(line, arcs)], false));
  const polygons = (geometry: Geometry): Shape[] => {
    const many = (geometry.type === "MultiPolygon" ? geometry.arcs : [geometry.arcs]) as number[][][];
    return many.map((rings) => asShape(rings.map((ring) => join(ring, arcs)), true));
  };
  const countries = topology.objects.countries!.geometries!.map((one) => {
    const { name, label, area, claimants } = one.properties!;
    const shapes = polygons(one);
    const [x, y] = label ? [worldX(label[0]), worldY(label[1])] : middle(shapes);
    return { codes: claimants ?? (one.id ? [one.id] : []), name, x, y, area, shapes };
  });
  return {
    countries,
    borders: lines("borders"),
    disputed: lines("disputed"),
    coast: lines("coast"),
    lakes: topology.objects.lakes ? polygons(topology.objects.lakes) : [],
    rivers: lines("rivers"),
  };
}

type Indexes = number | Indexes[];

/** The indexes of arcs are written as the difference to the one before. */
function fromDifferences(object: Geometry): void {
  let before = 0;
  const walk = (part: Indexes): Indexes => (typeof part === "number" ? (before += part) : part.map(walk));
  for (const one of object.geometries ?? [object]) if (one.arcs) one.arcs = walk(one.arcs as Indexes);
}

function readArcs(bytes: Uint8Array, topology: Topology): Points[] {
  const [scaleX, scaleY] = topology.transform.scale;
  const [left, bottom] = topology.transform.translate;
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at]!;
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value & 1 ? -(value >>> 1) - 1 : value >>> 1;
    }
  };
  return topology.arcLengths.map((length) => {
    const points = new Float64Array(2 * length);
    let x = 0;
    let y = 0;
    for (let i = 0; i < length; i += 1) {
      x += next();
      y += next();
      points[2 * i] = worldX(x * scaleX + left);
      points[2 * i + 1] = worldY(y * scaleY + bottom);
    }
    return points;
  });
}

/** One line out of arcs; a negative arc runs backwards, neighbours share a point. */
function join(indexes: readonly number[], arcs: readonly Points[]): Points {
  if (indexes.length === 1 && indexes[0]! >= 0) return arcs[indexes[0]!]!;
  const parts = indexes.map((index) => (index >= 0 ? arcs[index]! : backwards(arcs[~index]!)));
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length - 2, 2));
  let at = 0;
  for (const part of parts) {
    joined.set(at === 0 ? part : part.subarray(2), at);
    at += at === 0 ? part.length : part.length - 2;
  }
  return joined;
}

function backwards(points: Points): Points {
  const turned = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    turned[points.length - 2 - i] = points[i]!;
    turned[points.length - 1 - i] = points[i + 1]!;
  }
  return turned;
}

function asShape(parts: readonly Points[], closed: boolean): Shape {
  const path = new Path2D();
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const points of parts) {
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i]!;
      const y = points[i + 1]!;
      // The cut along the antimeridian and the map's lower edge are no coast.
      const cut = !closed && i > 0 && ((onEdge(x) && onEdge(points[i - 2]!)) || (y > 0.9995 && points[i - 1]! > 0.9995));
      if (i === 0 || cut) path.moveTo(x, y);
      else path.lineTo(x, y);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    if (closed) path.closePath();
  }
  return { path, left, top, right, bottom };
}

const onEdge = (x: number): boolean => x < 0.0001 || x > 0.9999;

function middle(shapes: readonly Shape[]): [number, number] {
  const size = (one: Shape): number => (one.right - one.left) * (one.bottom - one.top);
  const largest = shapes.reduce((best, one) => (size(one) > size(best) ? one : best));
  return [(largest.left + largest.right) / 2, (largest.top + largest.bottom) / 2];
}

interface GeoJson {
  type: string;
  coordinates?: unknown;
  geometry?: GeoJson | null;
  geometries?: GeoJson[];
  features?: GeoJson[];
}

export async function readOwnGround(identifier: string): Promise<Ground> {
  const ground: Ground = { countries: [], borders: [], disputed: [], coast: [], lakes: [], rivers: [] };
  collect(JSON.parse(decode(await readElement(identifier))) as GeoJson, ground);
  return ground;
}

function collect(part: GeoJson | null | undefined, ground: Ground): void {
  if (!part) return;
  part.features?.forEach((one) => collect(one, ground));
  part.geometries?.forEach((one) => collect(one, ground));
  collect(part.geometry, ground);
  const line = (points: unknown): Points =>
    Float64Array.from((points as [number, number][]).flatMap(([x, y]) => [worldX(x), worldY(y)]));
  const add = (rings: unknown): void => {
    const shape = asShape((rings as unknown[]).map(line), true);
    ground.countries.push({ codes: [], name: "", x: 0, y: 0, area: 0, shapes: [shape] });
    ground.borders.push(...(rings as unknown[]).map((ring) => asShape([line(ring)], false)));
  };
  if (part.type === "Polygon") add(part.coordinates);
  else if (part.type === "MultiPolygon") (part.coordinates as unknown[]).forEach(add);
  else if (part.type === "LineString") ground.borders.push(asShape([line(part.coordinates)], false));
  else if (part.type === "MultiLineString") {
    (part.coordinates as unknown[]).forEach((one) => ground.borders.push(asShape([line(one)], false)));
  }
}
