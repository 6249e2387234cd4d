/**
 * Civil days are 'YYYY-MM-DD' in UTC+8 (China has one zone and no daylight saving), worked out by arithmetic:
 * mini-programs have no reliable Intl, and a phone's own zone must never change an answer.
 */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** Milliseconds of an ISO instant. Throws RangeError when it is none. */
export function instantMs(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms) || !/(?:Z|[+-]\d\d:\d\d)$/.test(iso)) throw new RangeError(`not an ISO instant: ${iso}`);
  return ms;
}

/** The civil day (UTC+8) in which an instant lies. */
export function civilDayOf(iso: string): string {
  return new Date(instantMs(iso) + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant (UTC) at which a civil day begins in UTC+8. */
export function startOfCivilDay(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00.000Z`) - CHINA_OFFSET_MS).toISOString();
}

/** Clock time 'HH:MM' (UTC+8) of an instant. */
export function civilTimeOf(iso: string): string {
  return new Date(instantMs(iso) + CHINA_OFFSET_MS).toISOString().slice(11, 16);
}

/** True for a day that exists ('2024-02-30' does not). */
export function isCivilDay(on: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return false;
  const ms = Date.parse(`${on}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === on;
}

/** Completed years on a civil day; a 29 February child completes a year on 1 March of a common year. Negative before birth. */
export function ageOn(birthOn: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return on.slice(5) < birthOn.slice(5) ? years - 1 : years;
}

/** An instant so many hours later, as ISO UTC. */
export function addHours(iso: string, hours: number): string {
  return new Date(instantMs(iso) + hours * HOUR_MS).toISOString();
}

/** A civil day so many days later. */
export function addDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** True when instant `a` is before instant `b`. */
export function isBefore(a: string, b: string): boolean {
  return instantMs(a) < instantMs(b);
}

/** A civil day or month in plain Chinese: '2024-11' → '2024年11月', '2023-01-01' → '2023年1月1日'. */
export function dayInWords(on: string): string {
  const [year, month, day] = on.split('-');
  return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
}

/** An instant as people say it (UTC+8): '2026年11月23日 14:05'. */
export function momentInWords(iso: string): string {
  return `${dayInWords(civilDayOf(iso))} ${civilTimeOf(iso)}`;
}
