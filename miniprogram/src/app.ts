import type { PropsWithChildren } from 'react';
import { keptDraftStorage, onStart } from '@/platform';
import { readDraft } from './features/bind/draft';
import './app.scss';

onStart();
// Removes an unfinished bind that is too old, also where nobody opens the bind again.
keptDraftStorage.ready.then(() => readDraft());

export default function App({ children }: PropsWithChildren) {
  return children;
}
