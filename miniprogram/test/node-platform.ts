import { createDrafts } from '../src/platform/draft-vault';
import { NetworkError, type SendHttp } from '../src/platform/types';

export { NetworkError, PlatformRefusal } from '../src/platform/types';

/** The platform of tests: Node's fetch, and a storage that ends with the process. */
export const sendHttp: SendHttp = async (request) => {
  try {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  } catch {
    throw new NetworkError('offline');
  }
};

const kept = new Map<string, string>();

export const storage = {
  read<T>(name: string): T | undefined {
    const text = kept.get(name);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  },
  write: (name: string, value: unknown): void => {
    kept.set(name, JSON.stringify(value));
  },
  remove: (name: string): void => {
    kept.delete(name);
  },
};

export const keptDraftStorage = createDrafts(undefined);
export const draftStorage = createDrafts(undefined);
