import { pictureOf } from '../server/picture';
import { type Answer, refusal } from './certify';

/** A template as it stands in Alipay's console: the keywords that a message must carry, no more and no less. */
const TEMPLATES: Record<string, readonly string[]> = {
  'sim-template-sharing-changed': ['keyword1', 'keyword2', 'keyword3'],
  'sim-template-window-ending': ['keyword1', 'keyword2', 'keyword3'],
};

/** What the BFF is told of them. */
export const CONFIGURED = {
  invitationAnswered: {
    id: 'sim-template-sharing-changed',
    fields: { keyword1: 'title', keyword2: 'text', keyword3: 'at' },
  },
  windowEnding: {
    id: 'sim-template-window-ending',
    fields: { keyword1: 'title', keyword2: 'text', keyword3: 'at' },
  },
} as const;

const DATA_LIMIT = 2048;

export interface SentTemplate {
  openId: string;
  templateId: string;
  page: string;
  data: Record<string, string>;
}

/** Subscribed template messages and the codes of pages. Codes of refusals about grants are ours: Alipay's own list is not public in full. */
export class Messages {
  private readonly allowed = new Map<string, number>();
  /** Newest first. */
  readonly sent: SentTemplate[] = [];
  /** Newest first. */
  readonly codes: { page: string; query: string; describe: string }[] = [];

  /** The person tapped "allow" in my.requestSubscribeMessage. */
  allow(openId: string, templateId: string, times: number): void {
    const key = `${openId} ${templateId}`;
    this.allowed.set(key, (this.allowed.get(key) ?? 0) + times);
  }

  /** alipay.open.app.mini.templatemessage.send */
  send(biz: Record<string, unknown>): Answer {
    const { to_open_id: openId, user_template_id: templateId, page, data } = biz;
    const no = (field: string) => refusal('40004', 'INVALID_PARAMETER', `参数有误：${field}`);
    if (typeof openId !== 'string' || openId === '') return no('to_open_id');
    const keywords = typeof templateId === 'string' ? TEMPLATES[templateId] : undefined;
    if (!keywords || typeof templateId !== 'string') return refusal('40004', 'USER_TEMPLATE_ILLEGAL', '用户模板不合法');
    if (typeof page !== 'string' || page === '' || page.startsWith('/')) return no('page');
    const values = typeof data === 'string' && data.length <= DATA_LIMIT ? valuesIn(data) : undefined;
    if (!values || Object.keys(values).sort().join() !== [...keywords].sort().join()) return no('data');
    const key = `${openId} ${templateId}`;
    const left = this.allowed.get(key) ?? 0;
    if (left < 1) return refusal('40004', 'USER_NOT_SUBSCRIBE', '用户没有订阅这个消息');
    this.allowed.set(key, left - 1);
    this.sent.unshift({ openId, templateId, page, data: values });
    return { code: '10000', msg: 'Success' };
  }

  /** alipay.open.app.qrcode.create. @param origin where this simulator is reached */
  makeCode(biz: Record<string, unknown>, origin: string): Answer {
    const { url_param: page, query_param: query, describe } = biz;
    const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
    if (!isText(page) || !isText(query) || !isText(describe) || describe.length > 32) {
      return refusal('40004', 'INVALID_PARAMETER', '参数有误');
    }
    this.codes.unshift({ page, query, describe });
    return { code: '10000', msg: 'Success', qr_code_url: `${origin}/code-images/${this.codes.length}.png` };
  }

  /** The picture at a `qr_code_url`; undefined when there is none of this number. */
  picture(number: number): Buffer | undefined {
    const code = this.codes.at(-number);
    return number >= 1 && code ? pictureOf(`${code.page} ${code.query}`) : undefined;
  }
}

/** `{"keyword1":{"value":"…"}}` as name → text; undefined when it is anything else. */
function valuesIn(json: string): Record<string, string> | undefined {
  try {
    const entries = Object.entries(JSON.parse(json) as Record<string, { value?: unknown }>);
    const texts = entries.map(([name, holder]) => [name, holder.value] as const);
    return texts.every(([, value]) => typeof value === 'string' && value !== '')
      ? (Object.fromEntries(texts) as Record<string, string>)
      : undefined;
  } catch {
    return undefined;
  }
}
