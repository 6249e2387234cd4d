import { civilDayOf, civilTimeOf, dayInWords } from '@gongji/shared/domain/civil-day';

/** An instant as people say it: "2026年11月23日 14:05". */
export const whenInWords = (at: string): string => `${dayInWords(civilDayOf(at))} ${civilTimeOf(at)}`;
