import { en } from "./en";
import type { Strings } from "../words";

export const uk: Strings = en;
