import { en } from "./en";
import type { Strings } from "../words";

export const ar: Strings = en;
