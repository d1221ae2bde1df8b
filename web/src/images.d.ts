declare module "*.png" {
  const address: string;
  export default address;
}
declare module "leaflet/dist/leaflet-src.esm.js" {
  export * from "leaflet";
}
