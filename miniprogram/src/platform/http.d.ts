import type { SendHttp } from './types';

export declare const sendHttp: SendHttp;
