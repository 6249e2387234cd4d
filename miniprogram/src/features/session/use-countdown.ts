import { useCallback, useEffect, useState } from 'react';

/** Seconds until a code may be asked for again. */
export function useCountdown() {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [until]);
  const begin = useCallback((forSeconds: number) => {
    setNow(Date.now());
    setUntil(Date.now() + forSeconds * 1000);
  }, []);
  return { seconds, begin };
}
