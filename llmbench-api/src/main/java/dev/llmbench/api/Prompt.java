package dev.llmbench.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What a server is asked to continue or to answer. */
public sealed interface Prompt {
    /**
     * Plain text; a chat protocol sends it as one message of the user.
     *
     * @param text the text, not empty
     */
    record Text(String text) implements Prompt {
        /** Refuses empty text. */
        public Text {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("text of a prompt must not be empty");
            }
        }
    }

    /**
     * A conversation, the last message being the question.
     *
     * @param messages at least one message
     */
    record Messages(List<Message> messages) implements Prompt {
        /** Copies the list and refuses an empty one. */
        public Messages {
            messages = List.copyOf(messages);
            if (messages.isEmpty()) {
                throw new IllegalArgumentException("messages of a prompt must not be empty");
            }
        }
    }

    /**
     * One message of a conversation.
     *
     * @param role who speaks: {@code system}, {@code user} or {@code assistant}
     * @param content the words
     */
    record Message(String role, String content) {
        /** Refuses null. */
        public Message {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(content, "content");
        }
    }

    /** Token ids of the server's own tokenizer, so that the length is exact. */
    final class TokenIds implements Prompt {
        private final int[] ids;

        /**
         * Creates a prompt of these ids.
         *
         * @param ids at least one id; copied
         */
        public TokenIds(int... ids) {
            if (ids.length == 0) {
                throw new IllegalArgumentException("token ids of a prompt must not be empty");
            }
            this.ids = ids.clone();
        }

        /**
         * Returns the number of ids.
         *
         * @return at least 1
         */
        public int length() {
            return ids.length;
        }

        /**
         * Returns one id.
         *
         * @param index from 0 to {@code length() - 1}
         * @return the token's id
         */
        public int id(int index) {
            return ids[index];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TokenIds that && Arrays.equals(ids, that.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }

        @Override
        public String toString() {
            return "TokenIds[" + ids.length + "]";
        }
    }
}
