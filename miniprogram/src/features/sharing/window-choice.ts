import { civilDayOf, civilTimeOf, momentInWords } from '@gongji/shared/domain/civil-day';
import type { WindowRule } from '@gongji/shared/policy/pack';

/** When a sharing begins and ends, as a person chooses it. "At once" and "a month" become instants only when they are sent. */
export interface WindowChoice {
  /** Absent: at once. */
  startAt?: string;
  /** Absent: not chosen yet. */
  end?: { kind: 'open' | 'month' | 'year' } | { kind: 'at'; at: string };
}

export interface ChosenWindow {
  startAt: string;
  endAt?: string;
}

const MONTHS = { month: 1, year: 12 } as const;
const MINUTE_MS = 60_000;
/** Clocks differ and forms take a while: the server forgives as much. */
const TOLERANCE_MS = 5 * MINUTE_MS;

/** The instants of a choice at `now`; undefined while the end is not chosen. */
export function windowOf(choice: WindowChoice, now: string): ChosenWindow | undefined {
  const startAt = choice.startAt ?? now;
  const { end } = choice;
  if (!end) return undefined;
  switch (end.kind) {
    case 'open':
      return { startAt };
    case 'at':
      return { startAt, endAt: end.at };
    default:
      return { startAt, endAt: monthsLater(startAt, MONTHS[end.kind]) };
  }
}

/** What is wrong with a choice under the pack's rule, in plain words; undefined where nothing is, or nothing was chosen. */
export function windowProblem(choice: WindowChoice, rule: WindowRule, now: string): string | undefined {
  const earliestMs = Date.parse(now) - TOLERANCE_MS;
  if (choice.startAt && rule.startNotBeforeNow && Date.parse(choice.startAt) < earliestMs) {
    return '开始时间已经过去，请选现在或者以后。';
  }
  const period = windowOf(choice, now);
  if (!period) return undefined;
  if (!period.endAt) return rule.isEndRequired ? '要选结束时间。' : undefined;
  if (rule.endAfterStart && Date.parse(period.endAt) <= Date.parse(period.startAt)) return '结束要晚于开始。';
  return Date.parse(period.endAt) < earliestMs ? '结束时间已经过去。' : undefined;
}

/** The same clock time so many months later (UTC+8); the month's last day where that day does not exist. */
export function monthsLater(iso: string, months: number): string {
  const [year = 0, month = 0, day = 0] = civilDayOf(iso).split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return instantOf(`${first.toISOString().slice(0, 10)}T${civilTimeOf(iso)}`) ?? iso;
}

/** China's clock 'YYYY-MM-DDTHH:MM' of an instant, as fields show it. */
export function localOf(iso: string): string {
  return `${civilDayOf(iso)}T${civilTimeOf(iso)}`;
}

/** The instant of China's clock 'YYYY-MM-DDTHH:MM'; undefined for an emptied field. */
export function instantOf(local: string): string | undefined {
  const ms = Date.parse(`${local}:00.000+08:00`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** '… 起，到 … 为止', for a screen that says a window in one line. */
export function windowInWords({ startAt, endAt }: ChosenWindow): string {
  return `${momentInWords(startAt)} 开始，${endAt ? `${momentInWords(endAt)} 结束` : '不设结束时间'}`;
}
