package dev.llmbench.core.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop that are read and written past their channels: those of epoll, where nothing such as TLS stands
 * between socket and connection. A channel and its pipeline cost about a tenth of what a loop spends on a token, most of it waiting
 * for their many objects to come from memory where thousands of connections take turns (docs/measurements/hot-path.md); and a
 * request was on its way through them when it was stamped as written.
 *
 * <p>Only bytes go this way. Connecting, writing what the system does not take at once, the end of a connection and errors are its
 * channel's.
 */
final class DirectIo {
    /** Takes what is read. */
    interface Taker {
        /** Takes bytes, which are others' when this returns. */
        void take(ByteBuf bytes);

        /** Reading has failed, or taking. */
        void failed(Throwable cause);
    }

    /** A connection that bytes are written to. */
    interface Writer {
        /**
         * Writes bytes and releases them, if the system takes all of them now; else what is left of them is the channel's to write.
         *
         * @return whether nothing is left
         */
        boolean write(ByteBuf bytes);
    }

    private final IdentityHashMap<IoHandle, Handle> unused = new IdentityHashMap<>();

    /** Steps before a handle that is about to be registered, if it is one of epoll. */
    IoHandle before(IoHandle channels) {
        if (!(channels instanceof EpollIoHandle epoll)) {
            return channels;
        }
        Handle handle = new Handle(epoll);
        unused.put(channels, handle);
        return handle;
    }

    /**
     * Lets a connection be read directly from now on, if it can be.
     *
     * @param channel of the connection
     * @param into what is read goes there first; nothing is read directly any more once it has been released
     * @param taker who takes it
     * @return what writes to it directly; null where that can't be
     */
    @Nullable
    Writer begin(Channel channel, ByteBuf into, Taker taker) {
        Handle handle = unused.remove(channel.unsafe());
        if (handle == null || !(channel instanceof UnixChannel unix) || !(unix.fd() instanceof Socket socket)) {
            return null;
        }
        handle.begin(channel, socket, into, taker);
        return handle;
    }

    @SuppressWarnings("try") // close() may throw anything, as that of Netty may
    private final class Handle implements EpollIoHandle, Writer { // one object, to be fetched into the cache as one
        private final EpollIoHandle channels;
        private @Nullable Channel channel;
        private @Nullable Socket socket;
        private @Nullable ByteBuf buffer;
        private @Nullable Taker taker;

        Handle(EpollIoHandle channels) {
            this.channels = channels;
        }

        void begin(Channel ofConnection, Socket itsSocket, ByteBuf into, Taker itsTaker) {
            channel = ofConnection;
            socket = itsSocket;
            buffer = into;
            taker = itsTaker;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            boolean onlyBytes = ((EpollIoEvent) event).ops().value() == EpollIoOps.EPOLLIN.value();
            if (!onlyBytes || !read()) {
                channels.handle(registration, event);
            }
        }

        /** Reads once, since the system tells again what is left; false where the channel has to. */
        private boolean read() {
            if (buffer == null || socket == null || taker == null || buffer.refCnt() == 0) {
                return false;
            }
            try {
                int count = socket.recvAddress(buffer.memoryAddress(), 0, buffer.capacity());
                if (count > 0) {
                    taker.take(buffer.setIndex(0, count));
                }
                return count >= 0; // else it is the end
            } catch (Throwable e) { // whatever it is, others' connections must go on
                taker.failed(e);
                return true;
            }
        }

        @Override
        public boolean write(ByteBuf bytes) {
            ChannelOutboundBuffer before =
                    channel == null ? null : channel.unsafe().outboundBuffer();
            if (socket == null || !bytes.hasMemoryAddress() || before == null || !before.isEmpty()) {
                return false;
            }
            try {
                bytes.skipBytes(socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex()));
            } catch (IOException e) {
                return false; // the channel will meet it as well, and knows what to do
            }
            if (bytes.isReadable()) {
                return false;
            }
            boolean unused = bytes.release();
            return true;
        }

        @Override
        public FileDescriptor fd() {
            return channels.fd();
        }

        @Override
        public void registered() {
            channels.registered();
        }

        @Override
        public void unregistered() {
            unused.remove(channels);
            channels.unregistered();
        }

        @Override
        public void close() throws Exception {
            channels.close();
        }
    }
}
