import { Alert, Button, Skeleton } from 'antd';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { wordsOf } from '../api';

export interface Loading<T> {
  value: T | undefined;
  problem: string | undefined;
  isBusy: boolean;
  reload(): void;
}

/** Asks when `key` changes; an answer that comes too late for its key is dropped. */
export function useLoaded<T>(key: string, ask: () => Promise<T>): Loading<T> {
  const [state, setState] = useState<{ key: string; value?: T; problem?: string }>({ key: '' });
  const [round, setRound] = useState(0);
  const at = `${key} ${round}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is a new function at each render; `at` says when its answer differs
  useEffect(() => {
    let isCurrent = true;
    ask().then(
      (value) => isCurrent && setState({ key: at, value }),
      (error: unknown) => isCurrent && setState({ key: at, problem: wordsOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [at]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const isOfKey = state.key.startsWith(`${key} `);
  return {
    value: isOfKey ? state.value : undefined,
    problem: state.key === at ? state.problem : undefined,
    isBusy: state.key !== at,
    reload,
  };
}

/** What was asked for, or why it is not here. */
export function Loaded<T>({ from, children }: { from: Loading<T>; children: (value: T) => ReactNode }) {
  if (from.problem !== undefined) {
    return (
      <Alert
        type="error"
        showIcon
        title={from.problem}
        action={
          <Button size="small" onClick={from.reload}>
            再试一次
          </Button>
        }
      />
    );
  }
  if (from.value === undefined) {
    return (
      <div className="sheet padded">
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    );
  }
  return <>{children(from.value)}</>;
}
