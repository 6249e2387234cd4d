import { momentInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ApiError, call, type InvitationView, type Reply } from '@/api';
import { BottomBar, Button, DeskCard, Empty, Loaded, Notice, Pair, ProblemNotice, Sheet } from '@/components';
import { open, paths, replace } from '@/platform';
import { useAction, useLoading } from '../loading';
import { packOf, usePacks } from '../pack/packs';
import { checkFace } from '../prove/face-check';
import { useMe, useSession } from '../session/use-session';

type Answered = Reply<'invitation.answer'>;

/** Who asks, what it means, until when; then yes or no, by the invited person alone. */
export function Invitation({ code, faceCheckId, onOther }: { code: string; faceCheckId?: string; onOther(): void }) {
  const tokens = useSession();
  const invitation = useLoading(`${code} ${tokens?.sessionId ?? ''}`, () =>
    call('invitation.get', { params: { code } }),
  );
  const [answered, setAnswered] = useState<Answered>();
  if (answered) return <AnsweredView answered={answered} />;
  return (
    <View>
      <Loaded of={invitation} cards={3}>
        {(found) =>
          found.status === 'open' ? (
            <OpenInvitation
              code={code}
              invitation={found}
              faceCheckId={faceCheckId}
              onAnswered={setAnswered}
              onOther={onOther}
            />
          ) : (
            <Closed invitation={found} />
          )
        }
      </Loaded>
      {invitation.problem && !invitation.value ? (
        <Button id="invitation-other" onTap={onOther}>
          换一个邀请码
        </Button>
      ) : null}
    </View>
  );
}

const CLOSED: Record<Exclude<InvitationView['status'], 'open'>, { title: string; next: string }> = {
  expired: { title: '邀请已过期', next: '请让家人在“我的共济”里重新邀请您。' },
  answered: { title: '这份邀请已经答复过了', next: '可以到“我的共济”看现在的情况。' },
  withdrawn: { title: '家人已撤回这份邀请', next: '想继续办，请让家人重新邀请您。' },
};

function Closed({ invitation }: { invitation: InvitationView }) {
  const words = CLOSED[invitation.status as keyof typeof CLOSED];
  return (
    <View>
      <Empty id={`invitation-${invitation.status}`} icon="clock" title={words.title}>
        <View className="text">{words.next}</View>
        <Button id="invitation-sharings" onTap={() => open(paths.sharings)}>
          我的共济
        </Button>
      </Empty>
      <DeskCard />
    </View>
  );
}

interface OpenInvitationProps {
  code: string;
  invitation: InvitationView;
  faceCheckId?: string;
  onAnswered(answered: Answered): void;
  onOther(): void;
}

function OpenInvitation({ code, invitation, faceCheckId, onAnswered, onOther }: OpenInvitationProps) {
  const pack = packOf(usePacks().value, invitation.family);
  const until = momentInWords(invitation.expiresAt);
  return (
    <View className="stack stack--wide">
      <View>
        <View className="title" data-testid="invitation-title">
          {invitation.ownerMaskedName}邀请您家庭共济
        </View>
        <View className="note">{until} 前有效</View>
      </View>
      <View className="card">
        <Pair name="谁出钱">{invitation.ownerMaskedName}</Pair>
        <Pair name="谁用钱">
          {invitation.memberMaskedName}（{invitation.kinshipWord}）
        </Pair>
        <Pair name="哪里的规则">{invitation.regionWord}</Pair>
      </View>
      <View>
        <View className="section-title">同意意味着什么</View>
        <View className="card">
          {invitation.meaning.map((line, index) => (
            <View className="numbered" key={line}>
              <View className="numbered__place">{index + 1}</View>
              <View className="numbered__text">{line}</View>
            </View>
          ))}
        </View>
      </View>
      <DeskCard pack={pack} title="拿不准，先问问" />
      <Answer
        code={code}
        invitation={invitation}
        faceCheckId={faceCheckId}
        pack={pack}
        onAnswered={onAnswered}
        onOther={onOther}
      />
    </View>
  );
}

function Answer({
  code,
  invitation,
  faceCheckId,
  pack,
  onAnswered,
  onOther,
}: OpenInvitationProps & { pack: ReturnType<typeof packOf> }) {
  const here = paths.invitation(code);
  const tokens = useSession();
  const me = useMe();
  const action = useAction();
  const [isDeclining, setDeclining] = useState(false);
  const [failed, setFailed] = useState<string>();

  if (!tokens) {
    return (
      <View>
        <View className="note">不想同意就不用操作，到期自动作废。</View>
        <BottomBar>
          <Button id="invitation-login" onTap={() => open(paths.signIn(here))}>
            登录后答复
          </Button>
        </BottomBar>
      </View>
    );
  }
  if (invitation.isForMe === false) return <NotForMe onOther={onOther} />;
  const person = me.value?.person;
  const isFaceMissing = invitation.needsOwnFace && person?.proof !== 'face';
  if (me.value && (!person || isFaceMissing)) {
    return (
      <View className="stack">
        <Notice>
          {invitation.needsOwnFace
            ? '答复前要本人刷脸，防止别人替您做主。'
            : '答复前先证明是您本人，防止别人替您做主。'}
        </Notice>
        <View className="note">不想同意就不用操作，到期自动作废。</View>
        <BottomBar>
          <Button
            id="invitation-prove"
            onTap={() => open(paths.prove(invitation.needsOwnFace ? 'face' : 'phone', here))}
          >
            {invitation.needsOwnFace ? '去刷脸' : '去证明是本人'}
          </Button>
        </BottomBar>
      </View>
    );
  }

  const send = (answer: 'agree' | 'decline', checkId?: string) =>
    call('invitation.answer', {
      params: { code },
      body: { answer, ...(answer === 'agree' && checkId ? { faceCheckId: checkId } : {}) },
    });
  const agree = () =>
    action.run(async () => {
      setFailed(undefined);
      try {
        onAnswered(await send('agree', faceCheckId));
      } catch (problem) {
        // The last face check is too old for this agreement: a fresh one, then the same answer.
        if (!(problem instanceof ApiError) || problem.refusal?.code !== 'FACE_REQUIRED') throw problem;
        const checked = await checkFace({ purpose: 'self' }, here);
        if (!checked) return;
        if (checked.outcome.status === 'passed') onAnswered(await send('agree', checked.faceCheckId));
        else setFailed(checked.outcome.message);
      }
    });
  const decline = () =>
    action.run(async () => {
      setDeclining(false);
      onAnswered(await send('decline'));
    });
  return (
    <View className="stack">
      {failed ? (
        <Notice tone="danger" id="face-failed">
          {failed}
        </Notice>
      ) : null}
      <ProblemNotice problem={action.problem} pack={pack} />
      <BottomBar rows={2}>
        <Button id="invitation-agree" isOff={!me.value} isBusy={action.isBusy} busyWords="正在提交…" onTap={agree}>
          我同意共济
        </Button>
        <Button id="invitation-decline" kind="quiet" isOff={!me.value} onTap={() => setDeclining(true)}>
          谢绝
        </Button>
      </BottomBar>
      {isDeclining ? (
        <Sheet id="decline-sheet" title="确定谢绝吗" onClose={() => setDeclining(false)}>
          <View className="text">谢绝后这份邀请作废，对方会收到通知。以后想办，可以请对方重新邀请。</View>
          <Button id="invitation-decline-confirm" kind="danger" onTap={decline}>
            确定谢绝
          </Button>
          <Button id="invitation-decline-back" kind="quiet" onTap={() => setDeclining(false)}>
            再想想
          </Button>
        </Sheet>
      ) : null}
    </View>
  );
}

/** Somebody else's invitation: nothing here is theirs to answer, so no answer is offered. */
function NotForMe({ onOther }: { onOther(): void }) {
  return (
    <View className="stack">
      <Notice tone="warn" id="invitation-not-mine">
        这个邀请不是发给您的，不能由您答复。请让家人核对姓名和身份证号后重新邀请，或者把这个邀请转给本人。
      </Notice>
      <Button id="invitation-home" onTap={() => replace(paths.home)}>
        回首页
      </Button>
      <Button id="invitation-other" kind="quiet" onTap={onOther}>
        换一个邀请码
      </Button>
    </View>
  );
}

function AnsweredView({ answered }: { answered: Answered }) {
  const member = answered.sharing.members[0];
  const isDeclined = member?.status === 'declined';
  return (
    <Empty
      id={`invitation-answered-${member?.status ?? 'done'}`}
      icon={isDeclined ? 'cross' : 'check'}
      tone={isDeclined ? undefined : 'good'}
      title={isDeclined ? '已谢绝' : '已同意'}
    >
      <Text className="text">{member?.explanation ?? ''}</Text>
      <Button
        id="invitation-detail"
        onTap={() => replace(isDeclined ? paths.home : paths.sharing(answered.sharing.sharingId))}
      >
        {isDeclined ? '回首页' : '看共济详情'}
      </Button>
    </Empty>
  );
}
