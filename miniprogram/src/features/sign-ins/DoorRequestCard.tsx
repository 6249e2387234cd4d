import { civilTimeOf } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ApiError, call, type DoorRequest, session } from '@/api';
import { Button, Field, Notice, ProblemNotice } from '@/components';
import { open, paths } from '@/platform';
import { useAction } from '../loading';
import { doorWords } from './channels';

/** Somebody asks to come in as me. Refusing takes one tap; letting in takes the four digits that the other screen shows. */
export function DoorRequestCard({ request, onAnswered }: { request: DoorRequest; onAnswered(words: string): void }) {
  const [code, setCode] = useState('');
  const confirming = useAction();
  const denying = useAction();
  const { requestId } = request;
  const confirm = () =>
    confirming.run(async () => {
      const body = { answer: 'confirm' as const, matchCode: code.trim() };
      onAnswered((await call('person.answerDoorRequest', { params: { requestId }, body })).message);
    });
  const deny = () =>
    denying.run(async () => {
      onAnswered((await call('person.answerDoorRequest', { params: { requestId }, body: { answer: 'deny' } })).message);
    });
  const { problem } = confirming;
  const isTooOld = problem instanceof ApiError && problem.code === 'SIGN_IN_AGAIN';
  return (
    <View className="card stack" data-testid="door-request">
      <View className="lead">有人想用{doorWords(request)}登录您的账户</View>
      <Text className="note">
        {civilTimeOf(request.askedAt)} 提出，{civilTimeOf(request.expiresAt)} 以前有效
      </Text>
      <Notice tone="warn">
        只有您自己正在另一边登录，才确认。别人让您确认、向您要核对码的，都是骗子，请点“不是我”。
      </Notice>
      <Field
        id="door-match-code"
        label="另一边屏幕上的核对码"
        type="number"
        maxLength={4}
        value={code}
        placeholder="4 位数字"
        onType={setCode}
      />
      <ProblemNotice problem={problem ?? denying.problem} />
      {isTooOld ? (
        <Button
          id="door-sign-in-again"
          kind="plain"
          onTap={() => {
            session.end();
            open(paths.signIn(paths.signIns));
          }}
        >
          重新登录一次
        </Button>
      ) : null}
      <Button
        id="door-confirm"
        isOff={!/^\d{4}$/.test(code.trim())}
        isBusy={confirming.isBusy}
        busyWords="正在确认…"
        onTap={confirm}
      >
        是我，确认
      </Button>
      <Button id="door-deny" kind="danger" isBusy={denying.isBusy} busyWords="正在拒绝…" onTap={deny}>
        不是我，拒绝
      </Button>
    </View>
  );
}
