// Whether the reader asked the system for less motion.

export const wantsCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
