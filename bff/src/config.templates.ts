import { z } from 'zod';
import type { NoticeTemplates } from './modules/notice/occasions';

const template = z.strictObject({
  id: z.string().min(1),
  fields: z.record(z.string().regex(/^\w+$/), z.enum(['title', 'text', 'at'])),
});
const templatesSchema = z.strictObject({
  invitationAnswered: template.exactOptional(),
  windowEnding: template.exactOptional(),
});

/** The message templates of one platform, from JSON; absent: nobody is asked there, and the inbox alone tells. */
export function readTemplates(name: string, json: string | undefined, problems: string[]): NoticeTemplates {
  if (json === undefined) return {};
  try {
    const read = templatesSchema.safeParse(JSON.parse(json));
    if (read.success) return read.data;
  } catch {
    // not JSON: the same problem to whoever configures it
  }
  problems.push(
    `${name} must be JSON: {"invitationAnswered": {"id": "…", "fields": {"thing1": "title", "thing2": "text", "time3": "at"}}, "windowEnding": …}`,
  );
  return {};
}
