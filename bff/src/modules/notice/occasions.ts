import type { NOTICE_OCCASIONS } from '@gongji/shared/contract/notice.schemas';
import { momentInWords } from '@gongji/shared/domain/civil-day';

/** What somebody may ask to be told of outside the inbox. */
export type Occasion = (typeof NOTICE_OCCASIONS)[number];

/** What a template's field may say. Platforms name and count the fields; we only know these three. */
export type FieldMeaning = 'title' | 'text' | 'at';

/** One template as the platform's console shows it: its id, and what each of its fields is to say. */
export interface NoticeTemplate {
  id: string;
  fields: Readonly<Record<string, FieldMeaning>>;
}

export type NoticeTemplates = Readonly<Partial<Record<Occasion, NoticeTemplate>>>;

/** The platforms that can tell somebody outside the program. */
export type TellingChannel = 'wechat' | 'alipay';

/** A template's fields filled in. `at` as people say it: "2026年11月23日 14:05", the form that WeChat's time fields want. */
export function filledIn(template: NoticeTemplate, notice: { title: string; text: string; at: string }) {
  const values: Record<FieldMeaning, string> = {
    title: notice.title,
    text: notice.text,
    at: momentInWords(notice.at),
  };
  return Object.fromEntries(Object.entries(template.fields).map(([field, meaning]) => [field, values[meaning]]));
}
