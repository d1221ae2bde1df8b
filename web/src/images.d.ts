declare module "*.png" {
  const address: string;
  export default address;
}
declare module "leaflet/dist/leaflet.js" {
  import * as Leaflet from "leaflet";
  const L: typeof Leaflet;
  export default L;
}
