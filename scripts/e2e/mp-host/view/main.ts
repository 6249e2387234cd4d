import type { LogicToView, PageOpen, View, ViewBoot, ViewLink } from '../protocol';
import { baseStyle } from './base-styles';
import { DrawnCallTable } from './calls';
import { ComponentLoader } from './component-loader';
import type { ElementKit } from './elements';
import { PageView } from './page';
import { Sheets } from './sheets';
import { Stage } from './stage';
import { readStyle, sheetOf } from './styles';
import { TemplateLoader } from './template';
import { tableOf, type VendorTable } from './vendor';

const ENDINGS = {
  weapp: { template: 'wxml', style: 'wxss' },
  alipay: { template: 'axml', style: 'acss' },
} as const;

/** Starts the view thread and draws the empty phone. Messages are taken in the order in which they came. */
export function startView(link: ViewLink, boot: ViewBoot): View {
  const view = new ViewThread(link, boot);
  let turn: Promise<void> = Promise.resolve();
  return {
    draws: (api) => view.calls.draws(api),
    receive: (message) => {
      turn = turn.then(() => view.take(message)).catch((error: Error) => link.fault(error.message));
    },
  };
}

class ViewThread {
  private readonly pages = new Map<number, PageView>();
  private readonly paths = new Map<number, string>();
  private readonly stage: Stage;
  private readonly native: Sheets;
  readonly calls: DrawnCallTable;
  private readonly table: VendorTable;
  private readonly templates: TemplateLoader;
  private readonly components: ComponentLoader;
  private readonly kit: ElementKit;
  private readonly sheets = new Map<string, Promise<CSSStyleSheet>>();

  constructor(
    private readonly link: ViewLink,
    private readonly boot: ViewBoot,
  ) {
    this.stage = new Stage(boot, link);
    this.native = new Sheets(this.stage.layer, boot.client);
    this.calls = new DrawnCallTable(link, (pageId) => this.pages.get(pageId), this.stage, this.native);
    this.table = tableOf(boot.client);
    const tags = new Set(Object.values(boot.pageJson).flatMap((json) => Object.keys(json.usingComponents ?? {})));
    this.templates = new TemplateLoader(this.read, this.table, tags);
    this.components = new ComponentLoader(this.read, this.templates, ENDINGS[boot.client].template);
    this.kit = { client: boot.client, programUrl: boot.programUrl };
  }

  async take(message: LogicToView): Promise<void> {
    switch (message.type) {
      case 'pageOpen':
        return this.open(message);
      case 'pageShow': {
        const page = this.pages.get(message.pageId);
        if (!page) return this.link.fault(`page ${message.pageId} is shown but was never opened`);
        return this.stage.show(page, this.paths.get(message.pageId) as string, message);
      }
      case 'pageClose': {
        const page = this.pages.get(message.pageId);
        if (page) this.stage.remove(page);
        this.pages.delete(message.pageId);
        return;
      }
      case 'setData':
        this.pages.get(message.pageId)?.setData(message.data);
        return this.link.send({ type: 'rendered', pageId: message.pageId, seq: message.seq });
      case 'call':
        // Not awaited: an answer may wait for a person.
        void this.calls.answer(message);
    }
  }

  private async open(message: PageOpen): Promise<void> {
    const { pageId, path } = message;
    const ending = ENDINGS[this.boot.client];
    const json = this.boot.pageJson[path];
    if (!json) return this.link.fault(`there is no page "${path}"`);
    const file = await this.templates.load(`${path}.${ending.template}`);
    const components = await this.components.named(json.usingComponents ?? {}, path);
    const sheets = await Promise.all([
      this.sheet('', async () => baseStyle(this.boot.client)),
      ...[`app.${ending.style}`, `${path}.${ending.style}`].map((style) =>
        this.sheet(style, () => readStyle(style, this.read, this.boot.programUrl)),
      ),
    ]);
    const { table, link, native } = this;
    const page = new PageView(
      { pageId, path, file, owner: { components }, sheets, kit: this.kit, table, link, native },
      message.data,
    );
    this.pages.set(pageId, page);
    this.paths.set(pageId, path);
    this.stage.show(page, path, message);
    page.draw();
    link.send({ type: 'rendered', pageId, seq: 0 });
  }

  private sheet(path: string, text: () => Promise<string>): Promise<CSSStyleSheet> {
    const known = this.sheets.get(path) ?? text().then(sheetOf);
    this.sheets.set(path, known);
    return known;
  }

  private readonly read = async (path: string): Promise<string> => {
    const response = await fetch(this.boot.programUrl + path);
    if (!response.ok) throw new Error(`${path} is not in the compiled program`);
    return response.text();
  };
}
