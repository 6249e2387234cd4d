import { useDidHide, useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loading<T> {
  value?: T;
  problem?: unknown;
  isLoading: boolean;
  reload(): void;
}

/**
 * Fetches when the page shows and when `key` changes, keeps the last value while it is fetched again, and lets only the
 * newest answer in. `undefined` as key: not now.
 */
export function useLoading<T>(key: string | undefined, fetchIt: () => Promise<T>): Loading<T> {
  const [state, setState] = useState<{ key?: string; value?: T; problem?: unknown; isLoading: boolean }>({
    isLoading: false,
  });
  const latest = useRef(0);
  const work = useRef(fetchIt);
  work.current = fetchIt;

  const reload = useCallback(() => {
    if (key === undefined) return;
    latest.current += 1;
    const mine = latest.current;
    setState((old) => ({ ...(old.key === key ? { value: old.value } : {}), key, isLoading: true }));
    work.current().then(
      (value) => {
        if (mine === latest.current) setState({ key, value, isLoading: false });
      },
      (problem: unknown) => {
        if (mine === latest.current) setState((old) => ({ key, value: old.value, problem, isLoading: false }));
      },
    );
  }, [key]);

  useEffect(() => {
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  const hasShown = useRef(false);
  useDidShow(() => {
    // The first showing is the effect's own.
    if (hasShown.current) reload();
    hasShown.current = true;
  });
  return state.key === key ? { ...state, reload } : { isLoading: key !== undefined, reload };
}

/** Runs `work` every so often while `isOn` and the page is seen, at most `times` times: for states that end by themselves. */
export function useRepeat(isOn: boolean, everyMs: number, times: number, work: () => void): void {
  const latest = useRef(work);
  latest.current = work;
  const [isSeen, setSeen] = useState(true);
  useDidShow(() => setSeen(true));
  useDidHide(() => setSeen(false));
  useEffect(() => {
    if (!isOn || !isSeen) return;
    let left = times;
    const timer = setInterval(() => {
      left -= 1;
      latest.current();
      if (left <= 0) clearInterval(timer);
    }, everyMs);
    return () => clearInterval(timer);
  }, [isOn, isSeen, everyMs, times]);
}

/** One action at a time: busy while it runs, the problem when it failed. */
export function useAction() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const isRunning = useRef(false);
  const run = useCallback(async (work: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(thrown);
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setProblem(undefined), []);
  return { isBusy, problem, run, forget };
}
