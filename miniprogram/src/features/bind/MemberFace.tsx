import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { type ClientPack, call, type MemberView } from '@/api';
import { Button, DeskCard, Empty, Icon, Loaded, Notice, ProblemNotice, Tappable } from '@/components';
import { paths, replace } from '@/platform';
import { useAction, useLoading } from '../loading';
import { packOf, usePacks } from '../pack/packs';
import { checkFace } from '../prove/face-check';
import { isMoving } from '../sharing/status';

interface MemberFaceProps {
  sharingId: string;
  memberId: string;
  /** Comes with the way back from the certify page. */
  faceCheckId?: string;
}

/** The member stands beside the owner: reads, agrees, and shows their own face on the owner's phone. */
export function MemberFace({ sharingId, memberId, faceCheckId }: MemberFaceProps) {
  const sharing = useLoading(sharingId, () => call('sharing.get', { params: { sharingId } }));
  const packs = usePacks();
  return (
    <Loaded of={sharing}>
      {(found) => {
        const member = found.sharing.members.find((one) => one.memberId === memberId);
        const pack = packOf(packs.value, found.sharing.family);
        const detail = paths.sharing(sharingId);
        if (!member) return <Gone onLeave={() => replace(detail)} />;
        if (member.status !== 'invited') return <Answered member={member} onLeave={() => replace(detail)} />;
        return (
          <Agreement
            sharingId={sharingId}
            member={member}
            ownerName={found.sharing.ownerMaskedName}
            pack={pack}
            faceCheckId={faceCheckId}
            onDone={sharing.reload}
          />
        );
      }}
    </Loaded>
  );
}

function Gone({ onLeave }: { onLeave(): void }) {
  return (
    <Empty id="member-face-gone" icon="alert" title="没有找到这位家人">
      <Button id="member-face-leave" onTap={onLeave}>
        看共济详情
      </Button>
    </Empty>
  );
}

function Answered({ member, onLeave }: { member: MemberView; onLeave(): void }) {
  const isGood = member.status === 'active';
  const icon = isGood ? 'check' : isMoving(member) ? 'clock' : 'alert';
  return (
    <Empty id="member-face-done" icon={icon} tone={isGood ? 'good' : undefined} title={member.statusWord}>
      <Text className="text">{member.explanation}</Text>
      <Button id="member-face-detail" onTap={onLeave}>
        看共济详情
      </Button>
    </Empty>
  );
}

interface AgreementProps {
  sharingId: string;
  faceCheckId?: string;
  member: MemberView;
  ownerName: string;
  pack?: ClientPack;
  onDone(): void;
}

function Agreement({ sharingId, member, ownerName, pack, faceCheckId, onDone }: AgreementProps) {
  const [hasAgreed, setAgreed] = useState(false);
  const [failed, setFailed] = useState<string>();
  const action = useAction();
  const { memberId } = member;
  const { run } = action;

  const agree = async (checkId: string) => {
    await call('sharing.command', {
      params: { sharingId },
      body: { command: { type: 'agreeBesideOwner', memberId, faceCheckId: checkId } },
    });
    onDone();
  };
  const start = () =>
    run(async () => {
      setFailed(undefined);
      const checked = await checkFace(
        { purpose: 'member', sharingId, memberId },
        paths.memberFace(sharingId, memberId),
      );
      if (!checked) return;
      if (checked.outcome.status === 'passed') await agree(checked.faceCheckId);
      else setFailed(checked.outcome.message);
    });

  // Back from the certify page: the tick was given before leaving, the passed check is its proof.
  const hasResumed = useRef(false);
  useEffect(() => {
    if (!faceCheckId || hasResumed.current) return;
    hasResumed.current = true;
    run(() => agree(faceCheckId));
  });

  const memberWord = pack?.words.member ?? '家人';
  return (
    <View className="stack stack--wide">
      <View>
        <View className="title">请{member.maskedName}本人来看</View>
        <View className="note">手机交给 TA，由 TA 自己读、自己勾、自己刷脸。不能代替。</View>
      </View>
      <View className="card stack">
        <Text className="text">
          {ownerName}想用自己的职工医保个人账户，给您（{member.kinshipWord}）付看病买药时个人负担的钱。
        </Text>
        <Text className="text">您看病买药照常用自己的医保码或社保卡。共济的是钱，不是卡。</Text>
        <Text className="text">同意以后，医保系统会登记您是{memberWord}。人脸由微信或支付宝核对，我们不保存照片。</Text>
      </View>
      <Tappable
        className="tick"
        id="member-agree"
        role="checkbox"
        isOn={hasAgreed}
        onTap={() => setAgreed((old) => !old)}
      >
        <View className={`tick__box${hasAgreed ? ' tick__box--on' : ''}`}>
          {hasAgreed ? <Icon name="check" size="small" /> : null}
        </View>
        <Text className="grow">我是{member.maskedName}本人，看清楚了，同意共济，也同意这一次刷脸。</Text>
      </Tappable>
      {failed ? (
        <Notice tone="danger" id="face-failed">
          {failed}
        </Notice>
      ) : null}
      <ProblemNotice problem={action.problem} pack={pack} />
      <Button id="member-face-start" isOff={!hasAgreed} isBusy={action.isBusy} busyWords="正在核对…" onTap={start}>
        开始刷脸
      </Button>
      <DeskCard pack={pack} title="不想刷脸" />
    </View>
  );
}
