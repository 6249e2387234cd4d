import readRaw from 'raw-body';
import type { Route, Step } from '../exchange';
import { HttpError } from '../http-error';
import { parseStrictJson } from '../json';

/** Some platforms' request functions send `{}` where nothing was meant: that much is forgiven on rows without a body. */
const EMPTY_BODY_BYTES = 2;

/** Reads the body up to the row's limit and parses it strictly. Throws BODY_TOO_LARGE, NOT_JSON, BAD_REQUEST. */
export function body({ row }: Route): Step {
  const limit = row.body === 'none' ? EMPTY_BODY_BYTES : row.bodyLimitBytes;
  return async (ctx, next) => {
    const bytes = await read(ctx, limit);
    if (row.body === 'none') {
      const text = bytes.toString('utf8');
      if (text !== '' && text !== '{}')
        throw new HttpError('BODY_TOO_LARGE', { message: '这个操作不需要提交内容，请更新到最新版本再试。' });
    } else {
      if (!ctx.is('application/json') || !isPlain(ctx.get('content-encoding'))) throw new HttpError('NOT_JSON');
      ctx.state.json = parseStrictJson(bytes);
    }
    await next();
  };
}

async function read(ctx: Parameters<Step>[0], limit: number): Promise<Buffer> {
  try {
    const length = ctx.get('content-length');
    return await readRaw(ctx.req, { limit, length: /^\d+$/.test(length) ? length : undefined });
  } catch (error) {
    const type = (error as { type?: string }).type;
    // What is still on its way is not read: the connection ends with the answer
    ctx.set('Connection', 'close');
    if (type === 'entity.too.large') throw new HttpError('BODY_TOO_LARGE');
    throw new HttpError('BAD_REQUEST', { details: [{ field: 'body', problem: '内容没有传完整，请检查网络后再试' }] });
  }
}

const isPlain = (encoding: string) => encoding === '' || encoding.toLowerCase() === 'identity';
