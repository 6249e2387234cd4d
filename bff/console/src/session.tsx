import type { OperatorRole } from '@gongji/shared/contract/operator-roles';
import type { Reply } from '@gongji/shared/contract/schemas';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { ApiError, call, holdCsrfToken, whenSessionEnds } from './api';

export type Me = Reply<'operator.me'>;

interface SessionState {
  /** undefined: not known yet; null: nobody. */
  me: Me | null | undefined;
  /** Why the sign-in page is shown, where there is something to say. */
  notice: string | undefined;
  enter(me: Me): void;
  leave(notice?: string): void;
  /** Asks the server who we are. */
  refresh(): Promise<void>;
}

const SessionContext = createContext<SessionState | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  const [notice, setNotice] = useState<string | undefined>(undefined);

  const enter = useCallback((known: Me) => {
    holdCsrfToken(known.csrfToken);
    setMe(known);
    setNotice(undefined);
  }, []);
  const leave = useCallback((why?: string) => {
    holdCsrfToken('');
    setMe(null);
    setNotice(why);
  }, []);
  const refresh = useCallback(async () => {
    try {
      enter(await call('operator.me'));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) leave('连不上服务器，请稍后刷新。');
    }
  }, [enter, leave]);

  useEffect(() => {
    let isFirst = true;
    whenSessionEnds(() => {
      leave(isFirst ? undefined : '登录已过期，请重新登录。');
    });
    void refresh().finally(() => {
      isFirst = false;
    });
  }, [refresh, leave]);

  const state = useMemo(() => ({ me, notice, enter, leave, refresh }), [me, notice, enter, leave, refresh]);
  return <SessionContext.Provider value={state}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === undefined) throw new Error('no session around this part');
  return state;
}

/** The operator at the console; only used where one is signed in. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('nobody is signed in');
  return me;
}

export const holdsRole = (me: Me, roles: readonly OperatorRole[]): boolean =>
  roles.some((role) => me.roles.includes(role));
