import type { Spoken } from './accessible';

/** WeChat reads `aria-role` (base library 2.7.1 and later). Nothing is sent that the native view does not read: it all crosses the bridge. */
export function speaks(role: string, state: Spoken = {}): object {
  const props: Record<string, string> = { ariaRole: role };
  if (state.label) props['aria-label'] = state.label;
  if (state.isOn !== undefined) props['aria-checked'] = String(state.isOn);
  if (state.isOff) props['aria-disabled'] = 'true';
  return props;
}

export const acts = speaks;
