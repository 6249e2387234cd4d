import type { Client } from '../protocol';

export interface PickWish {
  kind: 'date' | 'time' | 'when' | 'list';
  value: string;
  least?: string;
  most?: string;
  labels?: string[];
}

/** A moment is typed as `yyyy-MM-dd HH:mm`: the browser's own field for it would want a T between. */
const INPUT_TYPES = { date: 'date', time: 'time', when: 'text' } as const;

/** A new element with words and children; what the shell draws is made of these. */
export function make(
  tag: string,
  facts: { id?: string; class?: string; text?: string; role?: string; label?: string } = {},
  ...children: Node[]
): HTMLElement {
  const element = document.createElement(tag);
  if (facts.id) element.id = facts.id;
  if (facts.class) element.className = facts.class;
  if (facts.text !== undefined) element.textContent = facts.text;
  if (facts.role) element.setAttribute('role', facts.role);
  if (facts.label) element.setAttribute('aria-label', facts.label);
  element.append(...children);
  return element;
}

/** What the phone itself puts over the page: toast, loading, dialogs, lists, wheels. One layer, above everything. */
export class Sheets {
  private toastTimer = 0;

  constructor(
    private readonly layer: HTMLElement,
    private readonly client: Client,
  ) {}

  /** @param duration in ms */
  showToast(title: string, icon: string, duration: number): void {
    this.clearToast();
    if (this.client === 'weapp') this.hideLoading();
    const words = make('div', { class: 'phone-toast__words', text: title });
    const marks: Record<string, string> = { success: '✓', error: '✕', fail: '✕', exception: '!', loading: '…' };
    const mark = marks[icon] ? [make('div', { class: 'phone-toast__mark', text: marks[icon] })] : [];
    this.layer.append(make('div', { id: 'native-toast', class: 'phone-toast', role: 'status' }, ...mark, words));
    this.toastTimer = window.setTimeout(() => this.clearToast(), duration || 1500);
  }

  /** WeChat draws toast and loading with one widget: hiding either hides both. */
  hideToast(): void {
    this.clearToast();
    if (this.client === 'weapp') this.remove('native-loading');
  }

  showLoading(title: string): void {
    if (this.client === 'weapp') this.clearToast();
    this.remove('native-loading');
    const words = make('div', { class: 'phone-toast__words', text: title });
    const ring = make('div', { class: 'phone-toast__ring' });
    this.layer.append(make('div', { id: 'native-loading', class: 'phone-toast', role: 'status' }, ring, words));
  }

  hideLoading(): void {
    this.remove('native-loading');
    if (this.client === 'weapp') this.clearToast();
  }

  /** One question with its buttons; resolves with the tapped button, and the text of an editable one. */
  ask(wish: {
    title: string;
    content: string;
    buttons: { id: string; label: string }[];
    editable?: boolean;
  }): Promise<{ id: string; text?: string }> {
    return new Promise((resolve) => {
      const field = document.createElement('input');
      field.id = 'native-ask-text';
      field.className = 'phone-ask__field';
      field.value = wish.editable ? wish.content : '';
      field.setAttribute('aria-label', wish.title);
      const row = make('div', { class: `phone-ask__row${wish.buttons.length > 2 ? ' phone-ask__row--tall' : ''}` });
      const veil = make(
        'div',
        { id: 'native-ask', class: 'phone-veil phone-veil--middle', role: 'dialog', label: wish.title || wish.content },
        make(
          'div',
          { class: 'phone-ask' },
          make('div', { class: 'phone-ask__title', text: wish.title }),
          wish.editable ? field : make('div', { class: 'phone-ask__words', text: wish.content }),
          row,
        ),
      );
      for (const { id, label } of wish.buttons) {
        const button = make('button', { id: `native-ask-${id}`, class: 'phone-ask__button', text: label });
        button.addEventListener('click', () => {
          veil.remove();
          resolve({ id, ...(wish.editable ? { text: field.value } : {}) });
        });
        row.append(button);
      }
      this.layer.append(veil);
    });
  }

  /** @returns the index of the tapped line, -1 for cancel */
  chooseOf(title: string, items: string[]): Promise<number> {
    return new Promise((resolve) => {
      const panel = make('div', { class: 'phone-sheet' });
      const veil = make(
        'div',
        { id: 'native-sheet', class: 'phone-veil', role: 'dialog', label: title || '请选择' },
        panel,
      );
      if (title) panel.append(make('div', { class: 'phone-sheet__title', text: title }));
      const line = (id: string, label: string, index: number) => {
        const button = make('button', { id, class: 'phone-sheet__line', text: label });
        button.addEventListener('click', () => {
          veil.remove();
          resolve(index);
        });
        panel.append(button);
      };
      for (const [index, item] of items.entries()) line(`native-sheet-${index}`, item, index);
      line('native-sheet-cancel', '取消', -1);
      this.layer.append(veil);
    });
  }

  /**
   * The wheels, as one input that a driver can fill (`#picker-sheet input`) or a list to choose from (`#picker-sheet select`).
   * @returns what was chosen (day, time, local moment with a space between, or the index in the list), null for 取消
   */
  pick(wish: PickWish): Promise<string | null> {
    return new Promise((resolve) => {
      const field = wish.kind === 'list' ? listField(wish) : dayField(wish.kind, wish);
      field.id = 'picker-input';
      field.className = 'phone-sheet__field';
      field.setAttribute('aria-label', '选择');
      const cancel = make('button', { id: 'picker-sheet-cancel', class: 'phone-sheet__side', text: '取消' });
      const done = make('button', { id: 'picker-sheet-confirm', class: 'phone-sheet__side', text: '确定' });
      const bar = make('div', { class: 'phone-sheet__bar' }, cancel, done);
      const panel = make('div', { class: 'phone-sheet' }, bar, field);
      const veil = make('div', { id: 'picker-sheet', class: 'phone-veil', role: 'dialog', label: '选择' }, panel);
      const close = (answer: string | null) => {
        veil.remove();
        resolve(answer);
      };
      cancel.addEventListener('click', () => close(null));
      done.addEventListener('click', () => close(withinLimits(field.value, wish)));
      this.layer.append(veil);
    });
  }

  previewImage(address: string): void {
    const picture = document.createElement('img');
    picture.src = address;
    picture.alt = '图片';
    const veil = make('div', { id: 'native-preview', class: 'phone-veil phone-veil--dark' }, picture);
    veil.addEventListener('click', () => veil.remove());
    this.layer.append(veil);
  }

  private clearToast(): void {
    clearTimeout(this.toastTimer);
    this.remove('native-toast');
  }
  private remove(id: string): void {
    this.layer.querySelector(`#${id}`)?.remove();
  }
}

function dayField(kind: 'date' | 'time' | 'when', wish: PickWish): HTMLInputElement {
  const field = document.createElement('input');
  field.type = INPUT_TYPES[kind];
  field.min = wish.least ?? '';
  field.max = wish.most ?? '';
  field.value = wish.value;
  return field;
}

function listField(wish: PickWish): HTMLSelectElement {
  const field = document.createElement('select');
  for (const [index, label] of (wish.labels ?? []).entries()) field.append(new Option(label, String(index)));
  field.value = wish.value;
  return field;
}

/** Wheels cannot be turned past their ends. */
function withinLimits(value: string, { kind, least, most }: PickWish): string {
  if (kind === 'list' || !value) return value;
  if (least && value < least) return least;
  return most && value > most ? most : value;
}
