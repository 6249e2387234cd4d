import type { JsonObject } from '../protocol';
import { Refusal } from './channel';
import { type Api, inConvention, type Options } from './convention';
import type { Parts, Table } from './parts';

type Resolve = (answer: { event?: string; buttonId?: string }) => void;
type Listener = (resolve: Resolve, info: { referrer: string }) => void;

/** WeChat's list of privacy APIs (用户隐私保护指引), as far as this host has them; the phone-number button counts too. */
const GUARDED = [
  'setClipboardData',
  'getClipboardData',
  'chooseImage',
  'chooseMedia',
  'saveImageToPhotosAlbum',
  'getLocation',
  'startRecord',
];

/**
 * WeChat's privacy authorisation (`__usePrivacyCheck__`): a guarded API waits until the person agreed. The program's listener is handed
 * `resolve`; 'agree' counts only with the id of a button (open-type agreePrivacyAuthorization) that was really tapped.
 */
export class Privacy {
  readonly #parts: Parts;
  readonly #tapped = new Set<string>();
  #listener: Listener | undefined;
  #isAgreed: boolean;
  #asking: Promise<boolean> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#isAgreed = parts.boot.privacyAgreed || parts.boot.appJson.__usePrivacyCheck__ !== true;
  }

  /** The button was tapped; WeChat itself remembers the consent. */
  buttonTapped(buttonId: string): void {
    this.#tapped.add(buttonId);
    this.#isAgreed = true;
  }

  /** True when the person agreed, now or before. Without a listener of the program WeChat shows a dialog of its own. */
  async require(referrer: string): Promise<boolean> {
    if (this.#isAgreed) return true;
    this.#asking ??= this.#ask(referrer).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  guard(table: Table): Table {
    const guarded = { ...table };
    for (const name of GUARDED) {
      const api = table[name] as Api | undefined;
      if (!api) continue;
      guarded[name] = inConvention('weapp', name, async (options: Options) => {
        await this.#orRefuse(name);
        const { success: _s, fail: _f, complete: _c, ...rest } = options;
        return Promise.resolve(api(rest)).catch((problem: JsonObject) => {
          throw new Refusal(String(problem.errMsg ?? '').replace(/^\w+:fail /, ''), problem);
        });
      });
    }
    return guarded;
  }

  table(): Table {
    const { channel } = this.#parts;
    return {
      onNeedPrivacyAuthorization: (listener: Listener) => {
        this.#listener = listener;
      },
      getPrivacySetting: inConvention('weapp', 'getPrivacySetting', () => ({
        needAuthorization: !this.#isAgreed,
        privacyContractName: '《家庭共济用户隐私保护指引》',
      })),
      requirePrivacyAuthorize: inConvention('weapp', 'requirePrivacyAuthorize', async () => {
        await this.#orRefuse('requirePrivacyAuthorize');
        return undefined;
      }),
      openPrivacyContract: inConvention('weapp', 'openPrivacyContract', async () => {
        const buttons = [{ id: 'close', label: '返回' }];
        await channel.call('ask', { title: '用户隐私保护指引', content: '开发者在平台填写的指引全文。', buttons });
        return undefined;
      }),
    };
  }

  async #orRefuse(referrer: string): Promise<void> {
    if (await this.require(referrer)) return;
    throw new Refusal('privacy permission is not authorized', { errno: 104 });
  }

  async #ask(referrer: string): Promise<boolean> {
    const listener = this.#listener;
    if (!listener) {
      const buttons = [
        { id: 'disagree', label: '拒绝' },
        { id: 'agree', label: '同意' },
      ];
      const { id } = await this.#parts.channel.call<{ id: string }>('ask', {
        title: '用户隐私保护提示',
        content: '',
        buttons,
      });
      if (id === 'agree') this.#remember();
      return id === 'agree';
    }
    return new Promise<boolean>((settle) => {
      listener(
        ({ event, buttonId }) => {
          if (event === 'exposureAuthorization') return;
          const isAgreed = event === 'agree';
          if (isAgreed && !this.#tapped.has(buttonId ?? '')) {
            this.#parts.channel.fault(
              `privacy resolve: no tapped agreePrivacyAuthorization button has the id "${buttonId}"`,
            );
            settle(false);
            return;
          }
          if (isAgreed) this.#remember();
          settle(isAgreed);
        },
        { referrer },
      );
    });
  }

  #remember(): void {
    this.#isAgreed = true;
    this.#parts.channel.tell('privacyAgreed');
  }
}
