import { OPERATOR_ROLE_WORDS, type OperatorRole } from '@gongji/shared/contract/operator-roles';
import { Skeleton } from 'antd';
import { type ComponentType, lazy, Suspense } from 'react';
import { call } from './api';
import { IdleExit } from './idle';
import { SignIn } from './pages/sign-in';
import { Brand } from './parts/brand';
import { OpenCount } from './parts/open-count';
import { pathTo, useRoute } from './route';
import { holdsRole, useMe, useSession } from './session';

const Setup = lazy(() => import('./pages/setup').then((page) => ({ default: page.Setup })));

interface Place {
  name: string;
  word: string;
  roles: readonly OperatorRole[];
  Page: ComponentType<{ rest: string[] }>;
}

const CASE_ROLES = ['clerk', 'auditor', 'admin'] as const;

/** Every place of the console, in the order of the rail; whoever may enter none of its roles does not see it. */
const PLACES: readonly Place[] = [
  {
    name: 'cases',
    word: '待办',
    roles: CASE_ROLES,
    Page: lazy(() => import('./pages/cases').then((page) => ({ default: page.Cases }))),
  },
  {
    name: 'effects',
    word: '卡住的操作',
    roles: CASE_ROLES,
    Page: lazy(() => import('./pages/effects').then((page) => ({ default: page.Effects }))),
  },
  {
    name: 'entries',
    word: '常见问题',
    roles: ['editor', 'reviewer', 'publisher', 'clerk', 'auditor', 'admin'],
    Page: lazy(() => import('./pages/entries').then((page) => ({ default: page.Entries }))),
  },
  {
    name: 'audit',
    word: '操作记录',
    roles: ['auditor', 'admin'],
    Page: lazy(() => import('./pages/audit').then((page) => ({ default: page.Audit }))),
  },
  {
    name: 'operators',
    word: '操作员',
    roles: ['admin'],
    Page: lazy(() => import('./pages/operators').then((page) => ({ default: page.Operators }))),
  },
];

const ACCOUNT: Place = {
  name: 'account',
  word: '我的账号',
  roles: ['editor', 'reviewer', 'publisher', 'clerk', 'auditor', 'admin'],
  Page: lazy(() => import('./pages/account').then((page) => ({ default: page.Account }))),
};

/** The whole console: a set-up link, the sign-in page, or the frame with the place that the address names. */
export function Console() {
  const { me } = useSession();
  const [first, second] = useRoute();
  if (first === 'setup' && second !== undefined) {
    return (
      <Suspense fallback={null}>
        <Setup token={second} />
      </Suspense>
    );
  }
  if (me === undefined) return null;
  if (me === null) return <SignIn />;
  return <Frame />;
}

function Frame() {
  const me = useMe();
  const [first = '', ...rest] = useRoute();
  const places = PLACES.filter(({ roles }) => holdsRole(me, roles));
  const place = [...places, ACCOUNT].find(({ name }) => name === first) ?? places[0] ?? ACCOUNT;
  return (
    <div className="frame">
      <aside className="rail">
        <Brand colour="#07494d" ground="#fff" />
        <nav aria-label="主菜单">
          {places.map(({ name, word }) => (
            <a key={name} href={pathTo(name)} aria-current={place.name === name ? 'page' : undefined}>
              {word}
              {name === 'cases' ? <OpenCount /> : null}
            </a>
          ))}
        </nav>
        <WhoAmI />
      </aside>
      <main className="place">
        <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
          <place.Page key={place.name} rest={rest} />
        </Suspense>
      </main>
      <IdleExit />
    </div>
  );
}

function WhoAmI() {
  const me = useMe();
  const { leave } = useSession();
  const signOut = () => {
    void call('operator.signOut')
      .catch(() => undefined)
      .then(() => leave('已退出。'));
  };
  return (
    <div className="whoami">
      <strong>{me.displayName}</strong>
      <span className="roles">{me.roles.map((role) => OPERATOR_ROLE_WORDS[role]).join('、')}</span>
      <div className="acts">
        <a href={pathTo('account')}>我的账号</a>
        <button type="button" onClick={signOut}>
          退出
        </button>
      </div>
    </div>
  );
}
