import type { ReactNode } from 'react';
import type { Loading } from '@/features/loading';
import { ProblemView } from './Problem';
import { Skeleton } from './Skeleton';

interface LoadedProps<T> {
  of: Loading<T>;
  cards?: number;
  children(value: T): ReactNode;
}

/** Skeleton, then the content, or what went wrong with a way to try again. */
export function Loaded<T>({ of, cards, children }: LoadedProps<T>) {
  if (of.value !== undefined) return <>{children(of.value)}</>;
  if (of.problem) return <ProblemView problem={of.problem} onRetry={of.reload} />;
  return <Skeleton cards={cards} />;
}
