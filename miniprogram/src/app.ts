import type { PropsWithChildren } from 'react';
import { onStart } from '@/platform';
import { readDraft } from './features/bind/draft';
import './app.scss';

onStart();
// Removes an unfinished bind that is too old, also where nobody opens the bind again.
readDraft();

export default function App({ children }: PropsWithChildren) {
  return children;
}
