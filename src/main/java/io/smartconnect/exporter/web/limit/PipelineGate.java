package io.smartconnect.exporter.web.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds back the bytes of an HTTP/1 client while a request of it is in progress, and meanwhile reads no more. So a client may
 * pipeline any number of requests, but only about 100 are decoded ahead.
 */
final class PipelineGate extends ChannelDuplexHandler {

    private static final int SLICE = 2048;

    private final Visit visit;
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private boolean readWanted;

    PipelineGate(Visit visit) {
        this.visit = visit;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        visit.whenIdle(() -> resume(context));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        visit.received();
        held.add((ByteBuf) message);
        pass(context);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (held.isEmpty()) {
            context.read();
        } else {
            readWanted = true;
        }
    }

    private void pass(ChannelHandlerContext context) {
        while (!visit.isBusy() && !held.isEmpty()) {
            ByteBuf first = held.element();
            if (first.readableBytes() > SLICE) {
                context.fireChannelRead(first.readRetainedSlice(SLICE));
            } else {
                context.fireChannelRead(held.remove());
            }
        }
    }

    private void resume(ChannelHandlerContext context) {
        if (!held.isEmpty() && !context.isRemoved()) {
            pass(context);
            context.fireChannelReadComplete();
        }
        if (held.isEmpty() && readWanted && !context.isRemoved()) {
            readWanted = false;
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }

    private void drop() {
        held.forEach(ByteBuf::release);
        held.clear();
    }
}
