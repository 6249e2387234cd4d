import type { PropsWithChildren } from 'react';
import { onStart } from '@/platform';
import './app.scss';

onStart();

export default function App({ children }: PropsWithChildren) {
  return children;
}
