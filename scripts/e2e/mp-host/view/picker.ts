import type { Client } from '../protocol';
import type { EventWalk } from './events';
import type { Sheets } from './sheets';

type Attributes = Record<string, unknown>;

/** Opens the wheels of a tapped `<picker>`; its `change` or `cancel` follows. Alipay's picker knows lists only. */
export function openPicker(
  element: HTMLElement,
  attributes: Attributes,
  walk: EventWalk,
  native: Sheets,
  client: Client,
): void {
  if (attributes.disabled === true || attributes.disabled === 'true') return;
  const mode = client === 'alipay' ? 'selector' : String(attributes.mode || 'selector');
  const value = attributes.value;
  void answer(mode).then((chosen) => {
    if (chosen === null) walk.emit(element, { type: 'cancel', detail: {} });
    else walk.emit(element, { type: 'change', detail: { value: chosen } });
  });

  async function answer(kind: string): Promise<string | number | null> {
    const text = (name: string) => (attributes[name] === undefined ? '' : String(attributes[name]));
    if (kind === 'date' || kind === 'time')
      return native.pick({ kind, value: String(value ?? ''), least: text('start'), most: text('end') });
    if (kind !== 'selector') throw new Error(`the host does not draw <picker mode="${kind}">`);
    const labels = labelsOf(attributes);
    const chosen = await native.pick({ kind: 'list', value: String(value ?? 0), labels });
    // WeChat tells the index as text in this mode, Alipay as a number.
    return chosen === null ? null : client === 'weapp' ? chosen : Number(chosen);
  }
}

function labelsOf(attributes: Attributes): string[] {
  const range = Array.isArray(attributes.range) ? attributes.range : [];
  const key = attributes['range-key'];
  return range.map((each) => String(key ? (each as Attributes)[String(key)] : each));
}
