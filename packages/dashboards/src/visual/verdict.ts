/**
 * What a figure amounts to, as the colour of its text. Each tone has a contrast of 4.5 or more against a panel in both themes
 * (good 5.7 dark and 4.5 light, bad 4.8 and 4.5). No orange or yellow of Grafana's palette has, so what is to be watched only
 * ceases to be green.
 */
export const verdict = { good: 'semi-dark-green', watch: 'text', bad: 'red' } as const;
