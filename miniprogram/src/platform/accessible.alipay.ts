import type { Spoken } from './accessible';

/** Alipay reads `role` (base library 1.18.0 and later). Nothing is sent that the native view does not read: it all crosses the bridge. */
export function speaks(role: string, state: Spoken = {}): object {
  const props: Record<string, string> = { role: role };
  if (state.label) props['aria-label'] = state.label;
  if (state.isOn !== undefined) props['aria-checked'] = String(state.isOn);
  if (state.isOff) props['aria-disabled'] = 'true';
  return props;
}

export const acts = speaks;
