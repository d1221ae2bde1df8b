// A row for corrections.csv, its field and value left open for the reader to fill in.
import { csvLine } from "./csv";

const COLUMNS = ["action", "incident_id", "field", "value", "other", "quote", "note"];

export function correctionRow(identifier: string, quote: string): string {
  return csvLine(COLUMNS) + csvLine(["set", identifier, "", "", "", quote, ""]);
}
