import type { Call, DrawnCalls, Json, ViewLink } from '../protocol';
import type { PageView } from './page';
import { answerQueries, find, observe } from './queries';
import type { Sheets } from './sheets';
import type { Stage } from './stage';

type Api = keyof DrawnCalls;
type Args<Name extends Api> = DrawnCalls[Name][0];
type Result<Name extends Api> = DrawnCalls[Name][1];
type Answers = { [Name in Api]: (args: Args<Name>) => Result<Name> | Promise<Result<Name>> };

/** A refusal that the program hears of: the text after `api:fail `. */
class Refused extends Error {}

/** Does and answers the calls that are drawn. */
export class DrawnCallTable {
  private readonly observers = new Map<number, () => void>();
  private readonly answers: Answers;

  constructor(
    private readonly link: ViewLink,
    private readonly pageOf: (pageId: number) => PageView | undefined,
    stage: Stage,
    native: Sheets,
  ) {
    const nothing = (act: () => unknown) => {
      act();
      return {};
    };
    this.answers = {
      showToast: ({ title, icon, duration }) => nothing(() => native.showToast(title, icon, duration)),
      hideToast: () => nothing(() => native.hideToast()),
      showLoading: ({ title }) => nothing(() => native.showLoading(title)),
      hideLoading: () => nothing(() => native.hideLoading()),
      ask: (wish) => native.ask(wish),
      showActionSheet: async ({ title, itemList }) => ({ index: await native.chooseOf(title, itemList) }),
      datePicker: async (wish) => ({ date: await pickMoment(native, wish) }),
      setNavigationBarTitle: ({ pageId, title }) => nothing(() => stage.setBar(this.page(pageId), { title })),
      setNavigationBarColor: ({ pageId, frontColor, backgroundColor }) =>
        nothing(() => stage.setBar(this.page(pageId), { color: frontColor, background: backgroundColor })),
      showNavigationBarLoading: ({ pageId, shown }) =>
        nothing(() => stage.setBar(this.page(pageId), { isLoading: shown })),
      setTabBarItem: ({ index, text }) => nothing(() => text !== undefined && stage.setTabText(index, text)),
      setTabBarBadge: ({ index, text }) => nothing(() => stage.setBadge(index, text)),
      pageScrollTo: (wish) => nothing(() => this.scrollTo(wish)),
      stopPullDownRefresh: () => ({}),
      hideKeyboard: () => nothing(() => blurDeep()),
      selectorQuery: ({ pageId, queries }) => ({ results: answerQueries(this.page(pageId), queries) }),
      observe: (wish) =>
        nothing(() => {
          const tell = (results: Json[]) => this.link.send({ type: 'observed', observerId: wish.observerId, results });
          this.observers.set(wish.observerId, observe(this.page(wish.pageId), wish, tell));
        }),
      unobserve: ({ observerId }) =>
        nothing(() => {
          this.observers.get(observerId)?.();
          this.observers.delete(observerId);
        }),
      previewImage: ({ current }) => nothing(() => native.previewImage(current)),
    };
  }

  draws(api: string): boolean {
    return Object.hasOwn(this.answers, api);
  }

  /** Answers one call; the answer may wait for a person, the messages behind it do not. */
  async answer({ callId, api, args }: Call): Promise<void> {
    const act = this.answers[api as Api] as ((args: unknown) => Json | Promise<Json>) | undefined;
    if (!act) return this.link.fault(`the view does not draw "${api}"`);
    try {
      this.link.send({ type: 'answer', callId, result: await act(args) });
    } catch (error) {
      if (!(error instanceof Refused)) this.link.fault(`${api}: ${(error as Error).message}`);
      this.link.send({ type: 'answer', callId, errMsg: (error as Error).message });
    }
  }

  private page(pageId: number): PageView {
    const page = this.pageOf(pageId);
    if (!page) throw new Refused(`page ${pageId} is not there any more`);
    return page;
  }

  private scrollTo({ pageId, scrollTop, selector }: Args<'pageScrollTo'>): void {
    const page = this.page(pageId);
    const { frame } = page;
    const element = selector ? find(page, selector)[0] : undefined;
    if (element) {
      const offset = element.getBoundingClientRect().top - frame.getBoundingClientRect().top;
      frame.scrollTop += offset;
    } else if (scrollTop !== undefined) frame.scrollTop = scrollTop;
  }
}

/** Takes the focus from whatever holds it, inside a page's root too. */
function blurDeep(): void {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  (active as HTMLElement | null)?.blur();
}

async function pickMoment(native: Sheets, wish: Args<'datePicker'>): Promise<string | null> {
  const kind = !/y/i.test(wish.format) ? 'time' : /h/i.test(wish.format) ? 'when' : 'date';
  const asField = (text: string) => text.trim().replace('T', ' ');
  return native.pick({
    kind,
    value: asField(wish.currentDate ?? ''),
    least: asField(wish.startDate ?? ''),
    most: asField(wish.endDate ?? ''),
  });
}
