import { momentInWords } from '@gongji/shared/domain/civil-day';
import { parseYuan, readableFen } from '@gongji/shared/domain/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { type ClientPack, call, type FundsView, type SharingView } from '@/api';
import { Button, DeskCard, Field, Loaded, Notice, ProblemNotice, Tag, Tappable } from '@/components';
import { useAction, useLoading, useRepeat } from '../loading';
import { packOf, usePacks } from '../pack/packs';
import { hasEnded } from './status';

const EVERY_MS = 2000;
const TIMES = 30;
const TONES = { requested: 'info', done: 'good', refused: 'danger' } as const;

/** What I have, what I set apart for my relatives, and moving money between the two. */
export function Funds({ sharingId }: { sharingId: string }) {
  const funds = useLoading(sharingId, async () => {
    const [{ sharing }, view] = await Promise.all([
      call('sharing.get', { params: { sharingId } }),
      call('funds.get', { params: { sharingId } }),
    ]);
    return { sharing, view };
  });
  const packs = usePacks();
  useRepeat(
    funds.value?.view.moves.some((move) => move.status === 'requested') ?? false,
    EVERY_MS,
    TIMES,
    funds.reload,
  );
  return (
    <Loaded of={funds}>
      {({ sharing, view }) => {
        const pack = packOf(packs.value, sharing.family);
        const isOffered = sharing.availableCommands.some(({ type, role }) => type === 'moveFunds' && role === 'owner');
        // The rules leave a way to take money back after the last member; where nothing is left, there is nothing to move.
        const canMove = isOffered && !(hasEnded(sharing) && view.familyAccountFen === 0);
        return (
          <View className="stack stack--wide">
            <Balances view={view} pack={pack} />
            {canMove ? (
              <MoveForm sharingId={sharingId} view={view} pack={pack} onMoved={funds.reload} />
            ) : (
              <Notice id="funds-closed">{closedWords(sharing, view, pack)}</Notice>
            )}
            <Moves view={view} pack={pack} />
            <DeskCard pack={pack} title="有问题，找人帮忙" />
          </View>
        );
      }}
    </Loaded>
  );
}

/** Why no money can be moved now. With the last relation the core gives back what was not used: said here too, not only in the inbox. */
function closedWords(sharing: SharingView, view: FundsView, pack?: ClientPack): string {
  if (sharing.funding === 'balance')
    return `这里不用先划钱：家人看病时，直接从${pack?.words.owner ?? '您'}的个人账户里付。`;
  if (view.moves.some((move) => move.status === 'requested')) return '上一笔还在办理，办完就可以再来。';
  if (!hasEnded(sharing)) return '现在不能动钱：要先有一位家人绑定成功。';
  return view.familyAccountFen === 0
    ? '家人都已解除绑定，没用完的钱已经退回您的个人账户。再有家人绑定成功，才能再划钱。'
    : '家人都已解除绑定，没用完的钱会退回您的个人账户。';
}

function Balances({ view, pack }: { view: FundsView; pack?: ClientPack }) {
  return (
    <View className="card">
      <View className="glance">
        <View className="glance__cell">
          <Text className="note">我的个人账户</Text>
          <View className="lead" data-testid="funds-owner">
            {view.ownerBalanceFen === undefined ? '查不到' : `${readableFen(view.ownerBalanceFen)} 元`}
          </View>
        </View>
        <View className="glance__cell">
          <Text className="note">{pack?.words.familyAccount ?? '家庭账户'}</Text>
          <View className="lead" data-testid="funds-family">
            {view.familyAccountFen === undefined ? '查不到' : `${readableFen(view.familyAccountFen)} 元`}
          </View>
        </View>
      </View>
      <Text className="note" style={{ marginTop: '8px' }}>
        {view.asOf ? `医保系统 ${momentInWords(view.asOf)} 的数` : '医保系统暂时连不上，余额稍后再看。'}
      </Text>
    </View>
  );
}

interface MoveFormProps {
  sharingId: string;
  view: FundsView;
  pack?: ClientPack;
  onMoved(): void;
}

function MoveForm({ sharingId, view, pack, onMoved }: MoveFormProps) {
  const [direction, setDirection] = useState<'allocate' | 'return'>('allocate');
  const [amount, setAmount] = useState('');
  const [round, setRound] = useState(0);
  const action = useAction();
  const words = { allocate: pack?.words.allocate ?? '划拨', return: pack?.words.returnFunds ?? '收回' };
  const most = direction === 'allocate' ? view.ownerBalanceFen : view.familyAccountFen;
  const amountFen = parseYuan(amount);
  const problem = problemOf(amount, amountFen, most);
  const move = () =>
    action.run(async () => {
      if (amountFen === undefined) return;
      await call('funds.move', { params: { sharingId }, body: { direction, amountFen } });
      setAmount('');
      setRound((old) => old + 1);
      onMoved();
    });
  return (
    <View className="card stack stack--wide">
      <View className="choices">
        {(['allocate', 'return'] as const).map((way) => (
          <Tappable
            key={way}
            id={`funds-${way}`}
            role="radio"
            isOn={direction === way}
            className={`choice${direction === way ? ' choice--on' : ''}`}
            onTap={() => setDirection(way)}
          >
            {words[way]}
          </Tappable>
        ))}
      </View>
      <Field
        key={round}
        id="funds-amount"
        label="金额（元）"
        type="digit"
        maxLength={12}
        value={amount}
        placeholder="例如 500"
        problem={problem}
        hint={most === undefined ? undefined : `最多 ${readableFen(most)} 元`}
        onType={setAmount}
      />
      <ProblemNotice problem={action.problem} pack={pack} />
      <Button
        id="funds-submit"
        isOff={amountFen === undefined || amountFen === 0 || problem !== undefined}
        isBusy={action.isBusy}
        busyWords="正在办理…"
        onTap={move}
      >
        {amountFen ? `${words[direction]} ${readableFen(amountFen)} 元` : words[direction]}
      </Button>
    </View>
  );
}

function problemOf(typed: string, amountFen: number | undefined, mostFen: number | undefined): string | undefined {
  if (typed.trim() === '') return undefined;
  if (amountFen === undefined) return '请填数字，最多两位小数。';
  if (amountFen === 0) return '金额要大于 0。';
  return mostFen !== undefined && amountFen > mostFen ? `最多 ${readableFen(mostFen)} 元。` : undefined;
}

function Moves({ view, pack }: { view: FundsView; pack?: ClientPack }) {
  if (view.moves.length === 0) return null;
  const words = { allocate: pack?.words.allocate ?? '划拨', return: pack?.words.returnFunds ?? '收回' };
  return (
    <View>
      <View className="section-title">办理记录</View>
      <View className="card">
        {view.moves.map((move) => (
          <View className="pair" key={move.moveId}>
            <View>
              {words[move.direction]}
              <Text className="note">{momentInWords(move.requestedAt)}</Text>
              {move.refusal ? <Text className="note">{move.refusal.because}</Text> : null}
            </View>
            <View className="pair__value">
              <View className="amount">{readableFen(move.amountFen)} 元</View>
              <Tag tone={TONES[move.status]}>{move.statusWord}</Tag>
            </View>
          </View>
        ))}
      </View>
    </View>
  );
}
