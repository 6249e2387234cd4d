const pad = (value: number) => String(value).padStart(2, '0');

/** An instant as Beijing time (UTC+8, by arithmetic: whatever zone the browser is set to), e.g. 2026-03-01 09:05. */
export function beijingTime(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000);
  const day = `${shifted.getUTCFullYear()}-${pad(shifted.getUTCMonth() + 1)}-${pad(shifted.getUTCDate())}`;
  return `${day} ${pad(shifted.getUTCHours())}:${pad(shifted.getUTCMinutes())}`;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** A fact's value as people read it: instants as Beijing time, everything else as it is. */
export const readable = (value: string): string => (INSTANT.test(value) ? beijingTime(value) : value);
