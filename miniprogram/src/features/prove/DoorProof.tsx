import { civilTimeOf } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type Reply, session } from '@/api';
import { Button, Notice, ProblemNotice } from '@/components';
import { draftStorage } from '@/platform';
import { useAction, useRepeat } from '../loading';
import type { Identity } from './identity';

export type Asked = Reply<'person.startDoorProof'>;

const KEPT = 'door-proof';
const LIFE_MS = 10 * 60_000;

/** What this phone asked a moment ago: the four digits are told once, so a reload must not lose them. */
export function keptRequest(): Asked | undefined {
  const text = draftStorage.read(KEPT);
  const asked = text ? (JSON.parse(text) as Asked) : undefined;
  return asked && Date.parse(asked.expiresAt) > Date.now() ? asked : undefined;
}

interface DoorProofProps {
  identity?: Identity;
  /** The request that waits for its answer. */
  asked?: Asked;
  onAsk(request: Asked | undefined): void;
  onDone(): void;
}

/**
 * A word from a door that is attached already. Whether there is such a person, and whether they refused, is not told here: a
 * stranger sees the same screen and lets it run out.
 */
export function DoorProof({ identity, asked, onAsk, onDone }: DoorProofProps) {
  const [isOver, setOver] = useState(false);
  const starting = useAction();
  const looking = useAction();

  const start = () =>
    starting.run(async () => {
      if (!identity) return;
      const request = await call('person.startDoorProof', { body: { identity } });
      draftStorage.write(KEPT, JSON.stringify(request));
      setOver(false);
      onAsk(request);
    });
  const look = () =>
    looking.run(async () => {
      if (!asked) return;
      const { status } = await call('person.finishDoorProof', { params: { requestId: asked.requestId } });
      if (status === 'pending') return;
      draftStorage.remove(KEPT);
      if (status === 'confirmed') {
        session.markProven();
        onDone();
      } else {
        setOver(true);
        onAsk(undefined);
      }
    });
  const everyMs = (asked?.pollAfterSeconds ?? 3) * 1000;
  useRepeat(asked !== undefined, everyMs, Math.ceil(LIFE_MS / everyMs) + 1, look);

  if (asked) {
    return (
      <View className="stack" data-testid="door-waiting">
        <View className="strong">核对码</View>
        <View className="code" data-testid="door-code">
          {asked.matchCode}
        </View>
        <View className="card">
          {STEPS.map((step, place) => (
            <View className="numbered" key={step}>
              <View className="numbered__place">{place + 1}</View>
              <View className="numbered__text">{step}</View>
            </View>
          ))}
        </View>
        <Text className="note">
          {civilTimeOf(asked.expiresAt)}{' '}
          以前有效。那边确认后，这里会自己打开。没有在别处登录过的，不会有人来确认，请改用别的办法。
        </Text>
        <ProblemNotice problem={looking.problem} />
        <Button id="door-look" kind="plain" isBusy={looking.isBusy} busyWords="正在看…" onTap={look}>
          那边确认好了
        </Button>
      </View>
    );
  }
  return (
    <View className="stack">
      {isOver ? (
        <Notice tone="warn" id="door-over">
          十分钟里没有等到确认。可以再请求一次，也可以改用短信、刷脸或者到窗口。
        </Notice>
      ) : null}
      <ProblemNotice problem={starting.problem} />
      <Button id="door-start" isOff={!identity} isBusy={starting.isBusy} busyWords="正在请求…" onTap={start}>
        {identity ? '请已登录的那边确认' : '请先填好姓名和身份证号'}
      </Button>
      <Text className="note">适合在微信、支付宝或另一部手机上已经证明过本人的人。</Text>
    </View>
  );
}

const STEPS = [
  '打开已经登录过的那一边（微信、支付宝或另一部手机）',
  '进“我的”，点“登录管理”，会看到一条请求',
  '填上面的 4 位核对码，点“是我，确认”',
];
