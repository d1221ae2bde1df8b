import { en } from "./en";
import type { Strings } from "../words";

export const fr: Strings = en;
