import type { Spoken } from './accessible';

export function speaks(role: string, state: Spoken = {}): object {
  const props: Record<string, string> = { role };
  if (state.label) props['aria-label'] = state.label;
  if (state.isOn !== undefined) props['aria-checked'] = String(state.isOn);
  if (state.isOff !== undefined) props['aria-disabled'] = String(state.isOff);
  return props;
}

export function acts(role: string, state?: Spoken): object {
  return { ...speaks(role, state), tabIndex: 0 };
}
