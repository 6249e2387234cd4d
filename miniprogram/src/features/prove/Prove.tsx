import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ClientPack, Me } from '@/api';
import { Button, DeskCard, Empty, Loaded, Notice, Tappable, useLastQuestion } from '@/components';
import { open, paths, scrollToTop } from '@/platform';
import type { Loading } from '../loading';
import { chooseProvince, packOf, usePacks, useProvince } from '../pack/packs';
import { useMe, useSession } from '../session/use-session';
import { DeskCode, DeskProof } from './DeskProof';
import { DoorProof, keptRequest } from './DoorProof';
import { FaceProof } from './FaceProof';
import { IdentityForm } from './IdentityForm';
import { readIdentity } from './identity';
import { type SentCode, SmsProof } from './SmsProof';
import { useProofDraft } from './use-proof-draft';
import { type Way, Ways } from './Ways';

interface ProveProps {
  /** The level that the rule asks for. */
  proof: 'phone' | 'face';
  then?: string;
  onDone(): void;
}

/** I am who I say: an SMS to the number that the insurance core holds, or my face; the window for whoever wants neither. */
export function Prove({ proof, then, onDone }: ProveProps) {
  const tokens = useSession();
  const me = useMe();
  if (!tokens) {
    return (
      <Empty id="prove-sign-in" icon="person" title="请先登录">
        <Button id="prove-login" onTap={() => open(paths.signIn())}>
          去登录
        </Button>
      </Empty>
    );
  }
  return (
    <Loaded of={me}>
      {({ person }) => {
        const isEnough = person !== undefined && (proof === 'phone' || person.proof === 'face');
        if (isEnough) return <Proven name={person.maskedName} onDone={onDone} />;
        return <ProveForm proof={proof} then={then} me={me} onDone={onDone} />;
      }}
    </Loaded>
  );
}

function Proven({ name, onDone }: { name: string; onDone(): void }) {
  return (
    <Empty id="prove-done" icon="check" tone="good" title={`已证明是${name}本人`}>
      <Button id="prove-continue" onTap={onDone}>
        继续
      </Button>
    </Empty>
  );
}

function ProveForm({ proof, then, me, onDone }: ProveProps & { me: Loading<Me> }) {
  const packs = usePacks();
  const family = useProvince();
  const pack = packOf(packs.value, family);
  const [draft, type, forget] = useProofDraft();
  const [isLast, setLast] = useLastQuestion();
  const known = me.value?.person;
  const pending = me.value?.deskProof;
  const [asked, setAsked] = useState(() => (proof === 'phone' ? keptRequest() : undefined));
  const [sentCode, setSentCode] = useState<SentCode>();
  const [isCodeAsked, setCodeAsked] = useState(false);
  const [way, setWay] = useState<Way>(pending ? 'desk' : asked ? 'door' : proof === 'face' ? 'face' : 'sms');
  const [wantsNewCode, setWantsNewCode] = useState(false);
  const { identity } = readIdentity(draft.name, draft.certificateNumber);
  const done = () => {
    forget();
    onDone();
  };
  const choose = (next: Way) => {
    setWay(next);
    scrollToTop();
  };
  const turnToCode = (isAskedNow: boolean) => {
    setCodeAsked(isAskedNow);
    scrollToTop();
  };
  if (way === 'desk' && pending && !wantsNewCode) {
    return (
      <DeskCode
        proof={pending}
        onOther={() => {
          setWantsNewCode(true);
          choose(proof === 'face' ? 'face' : 'sms');
        }}
      >
        <Button id="desk-look" onTap={me.reload} isBusy={me.isLoading} busyWords="正在看…">
          窗口已经核对好了
        </Button>
      </DeskCode>
    );
  }
  // A face that belongs to this door already needs no name, nor does a request or a code that was sent; the window wants to read it in any case.
  const isAsked = (way === 'door' && asked !== undefined) || (way === 'sms' && isCodeAsked);
  const wantsIdentity = way === 'desk' || (known === undefined && !isAsked);
  const canAct = isLast || !wantsIdentity;
  return (
    <View className="stack stack--wide">
      <View>
        <View className="title">证明是您本人</View>
        <View className="note">{reasonFor(way, proof)}</View>
      </View>
      {known ? <Notice>将核对 {known.maskedName} 本人</Notice> : null}
      {wantsIdentity ? (
        <IdentityForm
          idPrefix="prove"
          name={draft.name}
          certificateNumber={draft.certificateNumber}
          onType={type}
          onLast={setLast}
          first={{
            key: 'province',
            isAnswered: pack !== undefined,
            element: <ProvinceChoice packs={packs.value ?? []} family={family} />,
          }}
        />
      ) : null}
      {canAct && way === 'face' ? (
        <FaceProof
          identity={known ? undefined : identity}
          isReady={known !== undefined || identity !== undefined}
          then={then}
          onDone={done}
        />
      ) : null}
      {canAct && way === 'sms' ? (
        <SmsProof
          identity={identity}
          region={pack?.region}
          sent={sentCode}
          isCodeAsked={isCodeAsked}
          onSent={(code) => {
            setSentCode(code);
            turnToCode(true);
          }}
          onTurn={turnToCode}
          onDone={done}
        />
      ) : null}
      {canAct && way === 'door' ? <DoorProof identity={identity} asked={asked} onAsk={setAsked} onDone={done} /> : null}
      {canAct && way === 'desk' ? (
        <DeskProof
          identity={identity}
          region={pack?.region}
          family={family}
          onStarted={() => {
            setWantsNewCode(false);
            me.reload();
          }}
        />
      ) : null}
      <Ways ways={waysFor(proof)} current={way} onChoose={choose} />
      <DeskCard pack={pack} />
    </View>
  );
}

/** Another door's word and an SMS prove less than a face; where the rule asks for a face, only the window is its equal. */
const waysFor = (proof: 'phone' | 'face'): Way[] =>
  proof === 'face' ? ['face', 'desk'] : ['sms', 'face', 'door', 'desk'];

function reasonFor(way: Way, proof: 'phone' | 'face'): string {
  switch (way) {
    case 'face':
      return proof === 'face'
        ? '办理共济会动用医保个人账户的钱，规定要本人刷脸。人脸由微信或支付宝核对，我们不保存照片。'
        : '人脸由微信或支付宝核对，我们不保存照片。';
    case 'door':
      return '您在别处登录并证明过本人的，在那边点一下确认就行。';
    case 'desk':
      return '窗口看过身份证原件就算证明了本人，和刷脸一样。';
    default:
      return '亲友也可能知道您的姓名和身份证号，所以往您在医保登记的手机号发一条短信。';
  }
}

function ProvinceChoice({ packs, family }: { packs: ClientPack[]; family?: string }) {
  return (
    <View>
      <Text className="field__label">在哪里参保</Text>
      <View className="choices">
        {packs
          .filter((one) => one.isOpen.value)
          .map((one) => (
            <Tappable
              key={one.family}
              id={`prove-province-${one.family}`}
              role="radio"
              isOn={one.family === family}
              className={`choice${one.family === family ? ' choice--on' : ''}`}
              onTap={() => chooseProvince(one.family)}
            >
              {one.words.region}
            </Tappable>
          ))}
      </View>
    </View>
  );
}
