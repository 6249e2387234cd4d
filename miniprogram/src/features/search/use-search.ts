import { useCallback, useEffect, useRef, useState } from 'react';
import { call, type FaqSearch } from '@/api';

const WAIT_MS = 250;
const LIMIT = 20;

/** Search as one types: waits for a pause, never lets an older answer replace a newer one, keeps the last results meanwhile. */
export function useSearch(first: string, region: string | undefined) {
  const [text, setText] = useState(first);
  const [found, setFound] = useState<FaqSearch>();
  const [foundFor, setFoundFor] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [round, setRound] = useState(0);
  const latest = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks the same again after a failure.
  useEffect(() => {
    const asked = text.trim();
    latest.current += 1;
    const mine = latest.current;
    if (asked === '') {
      setFound(undefined);
      setProblem(undefined);
      return;
    }
    const timer = setTimeout(() => {
      call('faq.search', { query: { q: asked, region, limit: LIMIT } }).then(
        (answer) => {
          if (mine !== latest.current) return;
          setFound(answer);
          setFoundFor(asked);
          setProblem(undefined);
        },
        (thrown: unknown) => {
          if (mine === latest.current) setProblem(thrown);
        },
      );
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, region, round]);

  const again = useCallback(() => {
    setProblem(undefined);
    setRound((old) => old + 1);
  }, []);
  return { text, ask: setText, found, foundFor, problem, again };
}
