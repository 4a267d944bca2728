/** How the carrier names a person's browser: at most 121 characters of letters, digits, underscores. */
export const voiceIdentity = (userId: string): string => `m_${userId.replaceAll("-", "")}`;
