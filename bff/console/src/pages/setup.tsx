import { OPERATOR_ROLE_WORDS } from '@gongji/shared/contract/operator-roles';
import type { Reply } from '@gongji/shared/contract/schemas';
import { Alert, Button, Form, Input, QRCode } from 'antd';
import { type ReactNode, useState } from 'react';
import { call, wordsOf } from '../api';
import { Brand } from '../parts/brand';
import { Loaded, useLoaded } from '../parts/loaded';
import { RecoveryCodes } from '../parts/recovery-codes';
import { goInstead } from '../route';
import { type Me, useSession } from '../session';

type Invitation = Reply<'operator.readInvitation'>;
type Started = Reply<'operator.startSetup'>;
interface Finished {
  me: Me;
  recoveryCodes: string[];
}

const TITLES = { first: '设置首位管理员', invite: '设置您的账号', recover: '重设密码和动态码' } as const;

/** The set-up behind a one-time link: password, code generator, recovery codes; then the operator is signed in. */
export function Setup({ token }: { token: string }) {
  const { enter } = useSession();
  const invitation = useLoaded(token, () => call('operator.readInvitation', { body: { token } }));
  const [started, setStarted] = useState<Started | undefined>(undefined);
  const [finished, setFinished] = useState<Finished | undefined>(undefined);

  if (finished !== undefined) {
    const done = () => {
      goInstead();
      enter(finished.me);
    };
    return (
      <Door title="保存备用码" isWide step={3}>
        <RecoveryCodes codes={finished.recoveryCodes} doneText="进入运营台" onDone={done} />
      </Door>
    );
  }
  if (started !== undefined) {
    return (
      <Door title="绑定手机动态码" isWide step={2}>
        <Generator token={token} started={started} onDone={setFinished} />
      </Door>
    );
  }
  if (invitation.problem !== undefined) {
    return (
      <Door title="这个链接用不了">
        <Alert type="error" showIcon title={invitation.problem} style={{ marginBottom: 16 }} />
        <Button block size="large" onClick={() => goInstead()}>
          去登录
        </Button>
      </Door>
    );
  }
  return (
    <Loaded from={invitation}>
      {(known) => (
        <Door title={TITLES[known.kind]} step={1}>
          <Account token={token} invitation={known} onDone={setStarted} />
        </Door>
      )}
    </Loaded>
  );
}

function Door({
  title,
  step,
  isWide,
  children,
}: {
  title: string;
  step?: number;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <main className="door">
      <section className={isWide ? 'sheet wide' : 'sheet'}>
        <Brand />
        <h1>{title}</h1>
        {step === undefined ? null : <p className="lead">第 {step} 步，共 3 步</p>}
        {children}
      </section>
    </main>
  );
}

function Account(props: { token: string; invitation: Invitation; onDone: (started: Started) => void }) {
  const { token, invitation, onDone } = props;
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const isFirst = invitation.kind === 'first';

  const submit = async (form: { name?: string; displayName?: string; password: string }) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      const { name, displayName, password } = form;
      const own = isFirst ? { name, displayName } : {};
      onDone(await call('operator.startSetup', { body: { token, ...own, password } }));
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Form layout="vertical" requiredMark={false} size="large" onFinish={submit}>
      {problem === undefined ? null : (
        <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 16 }} />
      )}
      {isFirst ? (
        <>
          <Form.Item
            name="name"
            label="账号"
            extra="登录用，小写字母开头，可以有数字和 . - _"
            rules={[
              { required: true, pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: '3 到 32 位小写字母、数字，以字母开头' },
            ]}
          >
            <Input autoComplete="username" autoFocus spellCheck={false} />
          </Form.Item>
          <Form.Item name="displayName" label="姓名" rules={[{ required: true, message: '请填姓名' }]}>
            <Input autoComplete="name" />
          </Form.Item>
        </>
      ) : (
        <dl className="pairs" style={{ marginBottom: 20 }}>
          <dt>账号</dt>
          <dd>{invitation.name}</dd>
          <dt>姓名</dt>
          <dd>{invitation.displayName}</dd>
          <dt>角色</dt>
          <dd>{invitation.roles.map((role) => OPERATOR_ROLE_WORDS[role]).join('、')}</dd>
        </dl>
      )}
      <Form.Item
        name="password"
        label="密码"
        extra="至少 12 位，要同时有字母和数字，不能包含账号名"
        rules={[{ required: true, min: 12, message: '至少 12 位' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再填一次密码"
        dependencies={['password']}
        rules={[
          { required: true, message: '请再填一次' },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === undefined || value === getFieldValue('password')
                ? Promise.resolve()
                : Promise.reject(new Error('两次填的不一样')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        下一步
      </Button>
    </Form>
  );
}

function Generator(props: { token: string; started: Started; onDone: (finished: Finished) => void }) {
  const { token, started, onDone } = props;
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  const [form] = Form.useForm<{ code: string }>();

  const submit = async ({ code }: { code: string }) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      onDone(await call('operator.confirmTotp', { body: { token, code } }));
    } catch (error) {
      setProblem(wordsOf(error));
      form.setFieldValue('code', '');
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <>
      {problem === undefined ? null : (
        <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 16 }} />
      )}
      <div className="totp">
        <QRCode value={started.otpauthUri} size={208} errorLevel="M" />
        <div>
          <ol className="steps">
            <li>在手机上打开验证器（支持 TOTP 的都可以，不需要联网）。</li>
            <li>扫描左边的二维码。扫不了就手工输入下面的密钥：</li>
          </ol>
          <p>
            <span className="secret mono">{started.secret.match(/.{1,4}/g)?.join(' ')}</span>
          </p>
          <p className="quiet">账号：{started.name}，每 30 秒换一次，6 位数字</p>
        </div>
      </div>
      <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit}>
        <Form.Item
          name="code"
          label="填验证器上现在的 6 位动态码"
          rules={[{ required: true, pattern: /^\s*\d{3}\s?\d{3}\s*$/, message: '请填 6 位数字' }]}
        >
          <Input
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={7}
            autoFocus
            className="mono"
            style={{ fontSize: 20, letterSpacing: 8 }}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isBusy}>
          确认
        </Button>
      </Form>
    </>
  );
}
