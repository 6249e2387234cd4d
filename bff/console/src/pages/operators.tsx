import { OPERATOR_ROLE_WORDS, OPERATOR_ROLES, type OperatorRole } from '@gongji/shared/contract/operator-roles';
import type { Reply } from '@gongji/shared/contract/schemas';
import { App, Button, Checkbox, Form, Input, Modal, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { call, wordsOf } from '../api';
import { Head } from '../parts/head';
import { Loaded, useLoaded } from '../parts/loaded';
import { beijingTime } from '../parts/times';
import { useMe } from '../session';

type Operator = Reply<'operator.list'>['items'][number];
type Link = Reply<'operator.invite'> & { who: string };

const ROLE_OPTIONS = OPERATOR_ROLES.map((value) => ({ value, label: OPERATOR_ROLE_WORDS[value] }));

/** Who works here; admins invite, reset, disable. */
export function Operators() {
  const me = useMe();
  const { modal, message } = App.useApp();
  const loading = useLoaded('operators', () => call('operator.list'));
  const [link, setLink] = useState<Link | undefined>(undefined);
  const [isInviting, setIsInviting] = useState(false);
  const [edited, setEdited] = useState<Operator | undefined>(undefined);

  const act = (title: string, content: string, work: () => Promise<unknown>) =>
    modal.confirm({
      title,
      content,
      okText: '确定',
      cancelText: '取消',
      onOk: async () => {
        try {
          await work();
          loading.reload();
        } catch (error) {
          void message.error(wordsOf(error));
        }
      },
    });
  const recover = ({ operatorId, displayName }: Operator) =>
    act(
      `给 ${displayName} 发重设链接？`,
      '对方用它重新设置密码和动态码。设置完成前，原来的密码照常可用。',
      async () => {
        setLink({ ...(await call('operator.recover', { params: { operatorId } })), who: displayName });
      },
    );
  const disable = ({ operatorId, displayName }: Operator) =>
    act(`停用 ${displayName}？`, '所有登录立即失效，之后不能再登录。记录都会保留，可以再恢复。', () =>
      call('operator.disable', { params: { operatorId } }),
    );
  const enable = ({ operatorId, displayName }: Operator) =>
    act(`恢复 ${displayName}？`, '对方可以用原来的密码和动态码登录。', () =>
      call('operator.enable', { params: { operatorId } }),
    );

  return (
    <>
      <Head
        title="操作员"
        note="每人一个账号，不共用。离岗的人请马上停用。"
        acts={
          <Button type="primary" onClick={() => setIsInviting(true)}>
            邀请操作员
          </Button>
        }
      />
      <Loaded from={loading}>
        {({ items }) => (
          <div className="sheet">
            <Table<Operator>
              rowKey="operatorId"
              dataSource={items}
              pagination={false}
              loading={loading.isBusy}
              columns={[
                {
                  title: '姓名',
                  width: 190,
                  render: (_value, { displayName, name }) => (
                    <>
                      {displayName}
                      <div className="quiet mono">{name}</div>
                    </>
                  ),
                },
                {
                  title: '角色',
                  render: (_value, { roles }) => (
                    <div className="chips">
                      {roles.map((role) => (
                        <Tag key={role}>{OPERATOR_ROLE_WORDS[role]}</Tag>
                      ))}
                    </div>
                  ),
                },
                {
                  title: '状态',
                  width: 100,
                  dataIndex: 'status',
                  render: (status: Operator['status']) =>
                    status === 'active' ? <Tag color="green">在用</Tag> : <Tag color="red">已停用</Tag>,
                },
                {
                  title: '上次登录',
                  width: 165,
                  dataIndex: 'lastSignedInAt',
                  render: (at?: string) => (at === undefined ? '还没有' : beijingTime(at)),
                },
                {
                  title: '',
                  width: 270,
                  align: 'right',
                  render: (_value, operator) => {
                    if (operator.operatorId === me.operatorId) return <span className="quiet">我自己</span>;
                    if (operator.status === 'disabled') {
                      return (
                        <Button type="link" size="small" onClick={() => enable(operator)}>
                          恢复
                        </Button>
                      );
                    }
                    return (
                      <>
                        <Button type="link" size="small" onClick={() => setEdited(operator)}>
                          改角色
                        </Button>
                        <Button type="link" size="small" onClick={() => recover(operator)}>
                          重设链接
                        </Button>
                        <Button type="link" size="small" danger onClick={() => disable(operator)}>
                          停用
                        </Button>
                      </>
                    );
                  },
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {isInviting ? (
        <Invite
          onClose={() => setIsInviting(false)}
          onDone={(made) => {
            setIsInviting(false);
            setLink(made);
          }}
        />
      ) : null}
      {edited === undefined ? null : (
        <EditRoles
          operator={edited}
          onClose={() => setEdited(undefined)}
          onDone={() => {
            setEdited(undefined);
            loading.reload();
          }}
        />
      )}
      {link === undefined ? null : <OneTimeLink link={link} onClose={() => setLink(undefined)} />}
    </>
  );
}

function Invite({ onClose, onDone }: { onClose: () => void; onDone: (link: Link) => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<{ name: string; displayName: string; roles: OperatorRole[] }>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (body: { name: string; displayName: string; roles: OperatorRole[] }) => {
    setIsBusy(true);
    try {
      onDone({ ...(await call('operator.invite', { body })), who: body.displayName });
    } catch (error) {
      void message.error(wordsOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Modal
      open
      title="邀请操作员"
      okText="生成一次性链接"
      confirmLoading={isBusy}
      onCancel={onClose}
      onOk={form.submit}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} style={{ marginTop: 16 }}>
        <Form.Item name="displayName" label="姓名" rules={[{ required: true, message: '请填姓名' }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="name"
          label="账号"
          extra="小写字母开头，可以有数字和 . - _，以后不能改"
          rules={[
            { required: true, pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: '3 到 32 位小写字母、数字，以字母开头' },
          ]}
        >
          <Input spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Form.Item name="roles" label="角色" rules={[{ required: true, message: '至少选一个角色' }]}>
          <Checkbox.Group options={ROLE_OPTIONS} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function EditRoles(props: { operator: Operator; onClose: () => void; onDone: () => void }) {
  const { operatorId, displayName, roles } = props.operator;
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<OperatorRole[]>(roles);
  const save = async () => {
    try {
      await call('operator.setRoles', { params: { operatorId }, body: { roles: chosen } });
      props.onDone();
    } catch (error) {
      void message.error(wordsOf(error));
    }
  };
  return (
    <Modal
      open
      title={`${displayName} 的角色`}
      okText="保存"
      okButtonProps={{ disabled: chosen.length === 0 }}
      onCancel={props.onClose}
      onOk={save}
    >
      <p className="quiet">保存后，对方要重新登录。</p>
      <Checkbox.Group options={ROLE_OPTIONS} value={chosen} onChange={(next) => setChosen(next as OperatorRole[])} />
    </Modal>
  );
}

function OneTimeLink({ link, onClose }: { link: Link; onClose: () => void }) {
  return (
    <Modal
      open
      title={`给 ${link.who} 的一次性链接`}
      footer={<Button onClick={onClose}>我已复制好</Button>}
      onCancel={onClose}
      width={640}
    >
      <p>请当面或用可靠的方式交给本人。链接只显示这一次，{beijingTime(link.expiresAt)} 前有效，用过就失效。</p>
      <Typography.Paragraph copyable className="mono sheet padded" style={{ padding: 14, overflowWrap: 'anywhere' }}>
        {window.location.origin + link.path}
      </Typography.Paragraph>
    </Modal>
  );
}
