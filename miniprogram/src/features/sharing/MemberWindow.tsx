import { momentInWords } from '@gongji/shared/domain/civil-day';
import type { WindowRule } from '@gongji/shared/policy/pack';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type ClientPack, call, type MemberView } from '@/api';
import { Button, Notice, Pair, ProblemNotice, Tag } from '@/components';
import { useAction } from '../loading';
import { TellMe } from '../subscribe/TellMe';
import { isLive } from './status';
import { Choice, WhenField } from './WindowForm';
import { monthsLater } from './window-choice';

interface MemberWindowProps {
  sharingId: string;
  member: MemberView;
  /** True where the server offers a change to whoever looks. */
  mayChange: boolean;
  pack?: ClientPack;
  onChanged(): void;
}

/** From when until when the money may be used, how that stands now, and a change of it. */
export function MemberWindow({ sharingId, member, mayChange, pack, onChanged }: MemberWindowProps) {
  const [isChanging, setChanging] = useState(false);
  const { window: period } = member;
  if (!period || !isLive(member)) return null;
  const rule = pack?.window.value;
  return (
    <View data-testid="member-window">
      {member.status === 'suspended' ? null : (
        <Pair name="使用时间">
          <Tag tone={period.state === 'open' ? 'good' : 'warn'} id={`window-${period.state}`}>
            {period.stateWord}
          </Tag>
        </Pair>
      )}
      <Pair name="开始" id="window-starts">
        {momentInWords(period.startAt)}
      </Pair>
      <Pair name="结束" id="window-ends">
        {period.endAt ? momentInWords(period.endAt) : '没有设结束时间'}
      </Pair>
      {mayChange && period.endAt && period.state !== 'over' && member.status === 'active' && !isChanging ? (
        <TellMe
          occasion="windowEnding"
          sharingId={sharingId}
          memberId={member.memberId}
          label="快到期时告诉我"
          isForInbox
        />
      ) : null}
      {mayChange && rule && !isChanging ? (
        <View style={{ marginTop: '12px' }}>
          <Button id="command-changeWindow" kind="plain" onTap={() => setChanging(true)}>
            延长、提前结束、改时间
          </Button>
        </View>
      ) : null}
      {mayChange && rule && isChanging ? (
        <WindowChange
          sharingId={sharingId}
          member={member}
          period={period}
          rule={rule}
          pack={pack}
          onDone={() => {
            setChanging(false);
            onChanged();
          }}
          onBack={() => setChanging(false)}
        />
      ) : null}
    </View>
  );
}

/** What a sharing that stands, but not now, means; undefined while the money may be used. */
export function outsideWindow({ status, window: period }: MemberView, isOwner: boolean): string | undefined {
  if (!period || status !== 'active') return undefined;
  switch (period.state) {
    case 'notBegun':
      return `已经绑定，还没到开始时间。${momentInWords(period.startAt)} 以后才能用。`;
    case 'over':
      return `使用时间已经过了，现在不能用。想接着用，${isOwner ? '请延长时间' : '请家人延长时间'}。`;
    default:
      return undefined;
  }
}

type Window = NonNullable<MemberView['window']>;
type Change = 'startNow' | 'startOwn' | 'stop' | 'month' | 'year' | 'open' | 'endOwn';

interface WindowChangeProps {
  sharingId: string;
  member: MemberView;
  period: Window;
  rule: WindowRule;
  pack?: ClientPack;
  onDone(): void;
  onBack(): void;
}

function WindowChange({ sharingId, member, period, rule, pack, onDone, onBack }: WindowChangeProps) {
  const [chosen, setChosen] = useState<Change>();
  const [ownAt, setOwnAt] = useState<string>();
  const action = useAction();
  const now = new Date().toISOString();
  // Money goes on without a gap: more time begins at the old end, or now where that has passed.
  const extendFrom = period.endAt && Date.parse(period.endAt) > Date.parse(now) ? period.endAt : now;
  const own = ownAt ?? (chosen === 'startOwn' ? monthsLater(now, 1) : monthsLater(extendFrom, 1));
  const change = chosen && changeOf(chosen, { now, extendFrom, own });
  const problem = change && problemOf(change, period, rule, now);
  const choose = (next: Change) => {
    setChosen(next);
    setOwnAt(undefined);
  };
  const options = optionsOf(period, rule, extendFrom);
  const confirm = () =>
    action.run(async () => {
      if (!change) return;
      await call('sharing.command', {
        params: { sharingId },
        body: { command: { type: 'changeWindow', memberId: member.memberId, ...change } },
      });
      onDone();
    });
  return (
    <View className="stack" data-testid="window-change">
      <View className="choices">
        {options.map(({ name, words }) => (
          <Choice key={name} id={`window-change-${name}`} isOn={chosen === name} isWide onTap={() => choose(name)}>
            {words}
          </Choice>
        ))}
      </View>
      {chosen === 'startOwn' || chosen === 'endOwn' ? (
        <WhenField
          id="window-change-at"
          label={chosen === 'startOwn' ? '新的开始时间' : '新的结束时间'}
          value={own}
          now={now}
          onPick={setOwnAt}
        />
      ) : null}
      {problem ? (
        <Notice tone="danger" id="window-problem">
          {problem}
        </Notice>
      ) : null}
      {chosen === 'stop' ? (
        <Text className="note">停用以后，{member.maskedName}看病买药不能再用您的钱；关系还在，以后可以再延长。</Text>
      ) : null}
      <ProblemNotice problem={action.problem} pack={pack} />
      <Button
        id="command-changeWindow-confirm"
        isOff={!change || problem !== undefined}
        isBusy={action.isBusy}
        busyWords="正在办理…"
        onTap={confirm}
      >
        {chosen ? '确定改时间' : '先选怎么改'}
      </Button>
      <Button id="command-changeWindow-back" kind="quiet" onTap={onBack}>
        不改了
      </Button>
    </View>
  );
}

/** What can be changed about a window as it stands. */
function optionsOf(period: Window, rule: WindowRule, extendFrom: string): { name: Change; words: string }[] {
  const until = (months: number) => momentInWords(monthsLater(extendFrom, months));
  return [
    ...(period.state === 'notBegun'
      ? [
          { name: 'startNow' as const, words: '现在就开始' },
          { name: 'startOwn' as const, words: '换个开始时间' },
        ]
      : []),
    ...(period.state === 'open' ? [{ name: 'stop' as const, words: '提前结束，现在就停用' }] : []),
    ...(period.endAt
      ? [
          { name: 'month' as const, words: `延长一个月，到 ${until(1)}` },
          { name: 'year' as const, words: `延长一年，到 ${until(12)}` },
        ]
      : []),
    ...(period.endAt && !rule.isEndRequired ? [{ name: 'open' as const, words: '不设结束时间' }] : []),
    { name: 'endOwn' as const, words: '自己选结束时间' },
  ];
}

interface WindowChangeBody {
  startAt?: string;
  endAt?: string;
  isOpenEnded?: true;
}

function changeOf(chosen: Change, at: { now: string; extendFrom: string; own: string }): WindowChangeBody {
  switch (chosen) {
    case 'startNow':
      return { startAt: at.now };
    case 'startOwn':
      return { startAt: at.own };
    case 'stop':
      return { endAt: at.now };
    case 'month':
      return { endAt: monthsLater(at.extendFrom, 1) };
    case 'year':
      return { endAt: monthsLater(at.extendFrom, 12) };
    case 'open':
      return { isOpenEnded: true };
    case 'endOwn':
      return { endAt: at.own };
  }
}

const TOLERANCE_MS = 5 * 60_000;

function problemOf(change: WindowChangeBody, period: Window, rule: WindowRule, now: string): string | undefined {
  const earliestMs = Date.parse(now) - TOLERANCE_MS;
  const startAt = change.startAt ?? period.startAt;
  const endAt = change.isOpenEnded ? undefined : (change.endAt ?? period.endAt);
  if (change.startAt && rule.startNotBeforeNow && Date.parse(change.startAt) < earliestMs) {
    return '开始时间已经过去，请选现在或者以后。';
  }
  if (change.endAt && Date.parse(change.endAt) < earliestMs) return '结束时间已经过去。';
  return endAt && rule.endAfterStart && Date.parse(endAt) <= Date.parse(startAt) ? '结束要晚于开始。' : undefined;
}
